-- As parts_at_stage, of each line the highest stage at which it has a score in force.
INSERT INTO temp.part
SELECT p.registration, l.bucket,
       COUNT(*), SUM(CASE WHEN l.optional THEN 0 ELSE 1 END),
       SUM(CASE WHEN p.stage = 1 THEN 1 ELSE 0 END), SUM(CASE WHEN p.stage = 2 THEN 1 ELSE 0 END),
       SUM(CASE WHEN p.stage = 3 THEN 1 ELSE 0 END),
       SUM(p.points), SUM(p.met),
       SUM(CASE l.direction WHEN 0 THEN p.points WHEN 1 THEN l.points ELSE 0 END),
       SUM(CASE l.direction WHEN 1 THEN l.points - p.points ELSE 0 END),
       SUM(CASE l.direction WHEN 2 THEN p.points ELSE 0 END)
FROM (SELECT s.registration, s.criterion, s.stage, SUM(s.points) AS points, SUM(s.met) AS met
      FROM score AS s
      WHERE s.month = :month
      GROUP BY s.month, s.registration, s.criterion, s.stage
      HAVING SUM(s.turn) > 0
         AND NOT EXISTS (SELECT 1 FROM score AS h
                         WHERE h.month = s.month AND h.registration = s.registration AND h.criterion = s.criterion
                           AND h.stage > s.stage
                         GROUP BY h.stage
                         HAVING SUM(h.turn) > 0)) AS p
JOIN temp.line AS l ON l.criterion = p.criterion
JOIN temp.registrant AS r ON r.registration = p.registration AND r.track = l.track
WHERE l.due AND (:is_last OR l.watched)
GROUP BY p.registration, l.bucket
