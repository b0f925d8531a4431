-- Lines due this month, and not optional, that have no score in force at the stage used: named, never counted as zero.
INSERT INTO temp.result_missing
SELECT s.registration, l.criterion
FROM temp.judged AS s
JOIN temp.line AS l ON l.track = s.track AND l.due AND NOT l.optional
WHERE s.wanted > 0
  AND NOT EXISTS (SELECT 1 FROM score AS x
                  WHERE x.month = :month AND x.registration = s.registration AND x.criterion = l.criterion
                    AND (:stage = 0 OR x.stage = :stage)
                  GROUP BY x.stage
                  HAVING SUM(x.turn) > 0)
ORDER BY s.registration, l.criterion
