-- What the groups of one depth counted in a month, before they are weighed, for the caps of later months.
INSERT INTO temp.counted
SELECT s.registration, n.holder, :month, s.minus, s.plus
FROM temp.node_sum AS s
JOIN temp.node AS n ON n.node = s.node AND n.depth = :depth
