-- Points of each group in which something is scored, its caps and weight applied.
INSERT INTO temp.result_group
SELECT s.registration, n.code, s.base - s.minus + s.plus AS points
FROM temp.node_sum AS s
JOIN temp.node AS n ON n.node = s.node AND n.code IS NOT NULL
ORDER BY s.registration, n.code
