-- What is needed to know who counts in a month (see registrations.sql), and no more: nobody's name is looked up.
SELECT r.code, r.id, r.track, u.code, r.registered_on,
       COALESCE((SELECT MIN(i.goal IS NOT NULL AND i.deadline IS NOT NULL)
                 FROM content_item AS i
                 WHERE i.registration = r.id
                   AND i.version = (SELECT MAX(v.version) FROM content_item AS v WHERE v.registration = r.id)), 0)
       AS complete,
       s.valid_to AS ended_on,
       EXISTS (SELECT 1 FROM withdrawal AS w
               WHERE w.registration = r.id AND w.commendation IS NULL AND w.review IS NULL) AS stopped, s.cluster
FROM registration AS r
JOIN unit AS u ON u.id = r.unit
LEFT JOIN unit_state AS s ON s.id = (SELECT x.id FROM unit_state AS x WHERE x.unit = r.unit AND x.valid_from <= :day
                                     ORDER BY x.valid_from DESC, x.id DESC LIMIT 1)
WHERE r.campaign = :campaign
