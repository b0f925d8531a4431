-- Registrations with what they are counted by: complete is "something registered, and every item of the last version
-- has a goal and a deadline" (S4-2). The unit's name and cluster are those of a day. A forgotten person is named
-- by the start of the digest (sight.py): never as nobody, which would make the registration a collective one.
-- Whoever was withdrawn or held has a row for each such act: nobody is read without them.
WITH state AS (
    SELECT s.unit, s.name, s.cluster, s.valid_to,
           row_number() OVER (PARTITION BY s.unit ORDER BY s.valid_from DESC, s.id DESC) AS nth
    FROM unit_state AS s
    WHERE s.valid_from <= :day
)
SELECT r.id, r.code, r.unit, u.code AS unit_code, COALESCE(s.name, u.code) AS unit_name, s.cluster,
       n.name AS person, n.post AS person_post,
       r.person_kind, r.track, r.speciality, r.registered_on, r.late,
       COALESCE((SELECT MIN(i.goal IS NOT NULL AND i.deadline IS NOT NULL)
                 FROM content_item AS i
                 WHERE i.registration = r.id
                   AND i.version = (SELECT MAX(v.version) FROM content_item AS v WHERE v.registration = r.id)), 0)
       AS complete,
       s.valid_to AS ended_on, w.state, w.happened_on, w.ground, e.reason, w.entry
FROM registration AS r
JOIN unit AS u ON u.id = r.unit
LEFT JOIN state AS s ON s.unit = r.unit AND s.nth = 1
LEFT JOIN person_name AS n ON n.person = r.person
LEFT JOIN withdrawal AS w ON w.registration = r.id AND w.commendation IS NULL AND w.review IS NULL
LEFT JOIN entry AS e ON e.seq = w.entry
WHERE r.campaign = :campaign AND (:code IS NULL OR r.code = :code)
ORDER BY r.code, w.id
