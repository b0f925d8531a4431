-- Next in the comparison: the points of a line, its conditions and caps applied.
UPDATE temp.judged
SET merit = merit || printf('%013d', 500000000000 + :sign * COALESCE(
    (SELECT SUM(p.base - p.minus + p.plus)
     FROM temp.part AS p
     JOIN temp.line AS l ON l.bucket = p.bucket AND l.code = :code
     WHERE p.registration = judged.registration), 0))
