-- Every line that is a gate and due, or that shut a grade the total reaches: whether it is met, and whether it shut one.
INSERT INTO temp.result_gate
SELECT w.registration, w.criterion, w.met, w.shut
FROM (SELECT s.registration, l.criterion, l.due, CASE WHEN p.met > 0 THEN 1 ELSE 0 END AS met,
             CASE WHEN EXISTS (SELECT 1
                               FROM temp.shut_gate AS x
                               JOIN temp.grade AS g ON g.position = x.position
                               WHERE x.registration = s.registration AND x.criterion = l.criterion
                                 AND x.position < s.earned
                                 AND (g.floor IS NULL
                                      OR :sign * s.looked_at * :scale
                                         >= :sign * g.floor * CASE WHEN :of_scale THEN :scale ELSE s.due END))
                  THEN 1 ELSE 0 END AS shut
      FROM temp.judged AS s
      JOIN temp.line AS l ON l.track = s.track AND l.gate
      LEFT JOIN temp.part AS p ON p.registration = s.registration AND p.bucket = l.bucket) AS w
WHERE w.due OR w.shut = 1
ORDER BY w.registration, w.criterion
