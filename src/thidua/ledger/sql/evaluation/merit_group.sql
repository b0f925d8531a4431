-- Next in the comparison: the points of a group, its caps and weight applied.
UPDATE temp.judged
SET merit = merit || printf('%013d', 500000000000 + :sign * COALESCE(
    (SELECT SUM(s.base - s.minus + s.plus)
     FROM temp.node_sum AS s
     JOIN temp.node AS n ON n.node = s.node AND n.code = :code
     WHERE s.registration = judged.registration), 0))
