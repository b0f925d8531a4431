-- The standings of an evaluation, as they were stored; names are those on the month's last day, and a
-- forgotten person is named by the start of the digest (sight.py).
SELECT t.registration, r.code, COALESCE(n.name, u.name) AS name, w.code AS unit_code, u.name AS unit,
       r.track, t.cluster, t.total, t.minus, t.plus, t.due, t.scored, t.by_self, t.by_appraised,
       t.by_agreed, t.void, t.earned, t.grade, t.held, t.rank, t.shortlisted
FROM standing AS t
JOIN registration AS r ON r.id = t.registration
JOIN unit AS w ON w.id = r.unit
LEFT JOIN unit_state AS u ON u.id = (SELECT s.id FROM unit_state AS s WHERE s.unit = r.unit AND s.valid_from <= :day
                                     ORDER BY s.valid_from DESC, s.id DESC LIMIT 1)
LEFT JOIN person_name AS n ON n.person = r.person
WHERE t.evaluation = :evaluation
  AND t.registration = :registration -- of one
ORDER BY r.track, t.cluster, t.rank IS NULL, t.rank, r.code
