-- Caps of lines, those of one position at a time: what a month adds to the window is what the cap leaves of the sum up to
-- it, less what it left of the sum before it, so that a cap over several months is used up in the order of the months.
UPDATE temp.part SET minus = c.minus, plus = c.plus
FROM (SELECT w.month, w.registration, w.bucket,
             CASE WHEN w.of_minus THEN CASE WHEN w.m > w.most THEN w.most ELSE w.m END
                                     - CASE WHEN w.m - w.minus > w.most THEN w.most ELSE w.m - w.minus END
                  ELSE w.minus END AS minus,
             CASE WHEN w.of_plus THEN CASE WHEN w.p > w.most THEN w.most ELSE w.p END
                                    - CASE WHEN w.p - w.plus > w.most THEN w.most ELSE w.p - w.plus END
                  ELSE w.plus END AS plus
      FROM (SELECT t.month, t.registration, t.bucket, t.minus, t.plus, k.most, k.of_minus, k.of_plus,
                   SUM(t.minus) OVER v AS m, SUM(t.plus) OVER v AS p
            FROM temp.part AS t
            JOIN temp.cap AS k ON k.bucket = t.bucket AND k.position = :position
            WINDOW v AS (PARTITION BY t.registration, t.bucket, t.month / k.length ORDER BY t.month)) AS w) AS c
WHERE part.month = c.month AND part.registration = c.registration AND part.bucket = c.bucket
