-- A bonus whose conditions on other lines do not all hold in its month adds nothing. Not scored is not met.
UPDATE temp.part SET base = 0, plus = 0
WHERE EXISTS (SELECT 1
              FROM temp.need AS n
              LEFT JOIN temp.part AS o
                     ON o.registration = part.registration AND o.bucket = n.wanted
              WHERE n.bucket = part.bucket
                AND (o.bucket IS NULL OR CASE WHEN n.least IS NULL THEN o.met <= 0 ELSE o.points < n.least END))
