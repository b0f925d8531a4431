-- Registrations with what they are counted by: complete is "something registered, and every item of the last version
-- has a goal and a deadline" (S4-2). The unit's name and cluster are those of a day. A forgotten person is named
-- by the start of the digest (sight.py): never as nobody, which would make the registration a collective one.
-- Whoever was withdrawn or held has a row for each such act: nobody is read without them. The unit's state is looked up
-- for each: numbered in a subquery, those of every unit were gone through for one registration (317 ms of 50,000).
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
LEFT JOIN unit_state AS s
       ON s.id = (SELECT o.id FROM unit_state AS o WHERE o.unit = r.unit AND o.valid_from <= :day
                  ORDER BY o.valid_from DESC, o.id DESC LIMIT 1)
LEFT JOIN person_name AS n ON n.person = r.person
LEFT JOIN withdrawal AS w ON w.registration = r.id AND w.commendation IS NULL AND w.review IS NULL
LEFT JOIN entry AS e ON e.seq = w.entry
WHERE r.campaign = :campaign
  AND r.code = :code -- of one
ORDER BY r.code, w.id
