-- Points under each pillar, of the lines due this month; a line with several labels is shown under each of them.
SELECT s.registration, b.pillar, SUM(s.points) AS points
FROM score AS s
JOIN temp.line AS l ON l.criterion = s.criterion
JOIN temp.label AS b ON b.criterion = s.criterion
JOIN temp.registrant AS r ON r.registration = s.registration
WHERE s.month = :month
GROUP BY s.registration, b.pillar
HAVING SUM(s.turn) > 0
ORDER BY s.registration, b.pillar
