-- Caps of lines of one position: each leaves what the earlier months of its window have not counted already, so that a cap
-- over several months is used up in the order of the months.
UPDATE temp.part
SET minus = CASE WHEN c.of_minus AND c.minus > c.left_minus THEN c.left_minus ELSE c.minus END,
    plus = CASE WHEN c.of_plus AND c.plus > c.left_plus THEN c.left_plus ELSE c.plus END
FROM (SELECT w.registration, w.bucket, w.minus, w.plus, w.of_minus, w.of_plus,
             CASE WHEN w.most > w.used_minus THEN w.most - w.used_minus ELSE 0 END AS left_minus,
             CASE WHEN w.most > w.used_plus THEN w.most - w.used_plus ELSE 0 END AS left_plus
      FROM (SELECT t.registration, t.bucket, t.minus, t.plus, k.most, k.of_minus, k.of_plus,
                   COALESCE(SUM(u.minus), 0) AS used_minus, COALESCE(SUM(u.plus), 0) AS used_plus
            FROM temp.part AS t
            JOIN temp.cap AS k ON k.bucket = t.bucket AND k.position = :position
            LEFT JOIN temp.counted AS u ON u.registration = t.registration AND u.holder = k.holder
                                       AND u.month / k.length = :month / k.length
            GROUP BY t.registration, t.bucket, t.minus, t.plus, k.most, k.of_minus, k.of_plus) AS w) AS c
WHERE part.registration = c.registration AND part.bucket = c.bucket
