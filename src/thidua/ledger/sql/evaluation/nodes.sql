-- What stands in the groups of one depth: their lines, and the groups inside them, already capped and weighed.
INSERT INTO temp.node_sum
SELECT a.registration, a.node, SUM(a.base), SUM(a.minus), SUM(a.plus)
FROM (SELECT p.registration, b.node, p.base, p.minus, p.plus
      FROM temp.part AS p
      JOIN temp.bucket AS b ON b.bucket = p.bucket
      JOIN temp.node AS n ON n.node = b.node AND n.depth = :depth
      UNION ALL
      SELECT s.registration, i.parent, s.base, s.minus, s.plus
      FROM temp.node_sum AS s
      JOIN temp.node AS i ON i.node = s.node
      JOIN temp.node AS n ON n.node = i.parent AND n.depth = :depth) AS a
GROUP BY a.registration, a.node
