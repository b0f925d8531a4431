-- Every score ever entered for a registration's month, with who entered it and when; in force when nothing cancelled it.
SELECT c.code AS criterion, s.stage, s.reported, s.points, s.entry, e.at, n.name AS actor,
       COALESCE(s.reason, e.reason) AS reason, s.note,
       NOT EXISTS (SELECT 1 FROM score AS x
                   WHERE x.month = s.month AND x.registration = s.registration AND x.criterion = s.criterion
                     AND x.stage = s.stage AND x.entry > s.entry AND x.turn = -1) AS in_force,
       (SELECT MIN(x.entry) FROM score AS x
        WHERE x.month = s.month AND x.registration = s.registration AND x.criterion = s.criterion
          AND x.stage = s.stage AND x.entry > s.entry AND x.turn = -1) AS ended_by,
       (SELECT t.reason FROM entry AS t
        WHERE t.seq = (SELECT MIN(x.entry) FROM score AS x
                       WHERE x.month = s.month AND x.registration = s.registration AND x.criterion = s.criterion
                         AND x.stage = s.stage AND x.entry > s.entry AND x.turn = -1)) AS ended_reason
FROM score AS s
JOIN criterion AS c ON c.id = s.criterion
JOIN entry AS e ON e.seq = s.entry
LEFT JOIN person_name AS n ON n.person = e.actor
WHERE s.month = :month AND s.registration = :registration AND s.turn = 1
ORDER BY s.criterion, s.stage, s.entry
