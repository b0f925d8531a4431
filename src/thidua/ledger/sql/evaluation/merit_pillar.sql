-- Next in the comparison: the points of a pillar.
UPDATE temp.judged
SET merit = merit || printf('%013d', 500000000000 + :sign * COALESCE(
    (SELECT SUM(p.base - p.minus + p.plus)
     FROM temp.part AS p
     JOIN temp.label AS l ON l.bucket = p.bucket AND l.pillar = :code
     WHERE p.registration = judged.registration), 0))
