-- Lines due this month that have no score in force: named, never counted as zero.
SELECT r.registration, l.criterion
FROM temp.registrant AS r
JOIN temp.line AS l ON l.track = r.track
LEFT JOIN (SELECT s.registration, s.criterion FROM score AS s WHERE s.month = :month
           GROUP BY s.registration, s.criterion HAVING SUM(s.turn) > 0) AS s
       ON s.registration = r.registration AND s.criterion = l.criterion
WHERE s.registration IS NULL
ORDER BY r.registration, l.criterion
