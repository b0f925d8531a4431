-- Every gate of every grade that does not hold for a registrant: the line is not met, has too few points, or no score.
INSERT INTO temp.shut_gate
SELECT r.registration, g.position, g.criterion
FROM temp.gate AS g
JOIN temp.line AS l ON l.criterion = g.criterion
JOIN temp.registrant AS r ON r.track = l.track
LEFT JOIN temp.part AS p ON p.registration = r.registration AND p.bucket = l.bucket
WHERE p.bucket IS NULL OR CASE WHEN g.least IS NULL THEN p.met <= 0 ELSE p.points < g.least END
GROUP BY r.registration, g.position, g.criterion
