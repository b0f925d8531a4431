-- Points under each pillar, of the lines scored; a line with several labels is shown under each of them. What the caps and
-- weights of groups do is not told apart by pillar.
INSERT INTO temp.result_pillar
SELECT p.registration, l.pillar, SUM(p.base - p.minus + p.plus) AS points
FROM temp.part AS p
JOIN temp.label AS l ON l.bucket = p.bucket
GROUP BY p.registration, l.pillar
ORDER BY p.registration, l.pillar
