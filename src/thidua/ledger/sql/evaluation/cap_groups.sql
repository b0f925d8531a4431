-- Caps of the groups of one depth, those of one position at a time, as cap_lines does it for lines.
UPDATE temp.node_sum SET minus = c.minus, plus = c.plus
FROM (SELECT w.month, w.registration, w.node,
             CASE WHEN w.of_minus THEN CASE WHEN w.m > w.most THEN w.most ELSE w.m END
                                     - CASE WHEN w.m - w.minus > w.most THEN w.most ELSE w.m - w.minus END
                  ELSE w.minus END AS minus,
             CASE WHEN w.of_plus THEN CASE WHEN w.p > w.most THEN w.most ELSE w.p END
                                    - CASE WHEN w.p - w.plus > w.most THEN w.most ELSE w.p - w.plus END
                  ELSE w.plus END AS plus
      FROM (SELECT t.month, t.registration, t.node, t.minus, t.plus, k.most, k.of_minus, k.of_plus,
                   SUM(t.minus) OVER v AS m, SUM(t.plus) OVER v AS p
            FROM temp.node_sum AS t
            JOIN temp.cap AS k ON k.node = t.node AND k.position = :position
            JOIN temp.node AS n ON n.node = t.node AND n.depth = :depth
            WINDOW v AS (PARTITION BY t.registration, t.node, t.month / k.length ORDER BY t.month)) AS w) AS c
WHERE node_sum.month = c.month AND node_sum.registration = c.registration AND node_sum.node = c.node
