-- What counted, as of the entry that is looked at, on every line whose score was entered, cancelled or voided after one
-- entry up to another; by is the last entry that moved it. Run twice, under a look as of either end, the lines are the
-- same and in the same order.
WITH event AS (
    SELECT month, registration, criterion, stage, entry
    FROM main.score
    WHERE entry > :after AND entry <= :upto
    UNION ALL
    SELECT s.month, s.registration, s.criterion, s.stage, v.entry
    FROM main.voided AS v
    JOIN main.score AS s ON s.entry = v.target
    WHERE v.entry > :after AND v.entry <= :upto
),
moved AS (
    SELECT month, registration, criterion, stage, MAX(entry) AS by
    FROM event
    GROUP BY month, registration, criterion, stage
)
SELECT m.month, r.code AS registration, c.code AS criterion, m.stage, m.by, s.reported, s.points, s.entry, s.reason
FROM moved AS m
JOIN main.registration AS r ON r.id = m.registration
JOIN main.criterion AS c ON c.id = m.criterion
LEFT JOIN score AS s
    ON s.month = m.month AND s.registration = m.registration AND s.criterion = m.criterion AND s.stage = m.stage
   AND s.turn = 1
   AND NOT EXISTS (SELECT 1 FROM score AS x
                   WHERE x.month = s.month AND x.registration = s.registration AND x.criterion = s.criterion
                     AND x.stage = s.stage AND x.entry > s.entry AND x.turn = -1)
WHERE :campaign IS NULL OR r.campaign = :campaign
ORDER BY m.month, r.code, m.registration, m.criterion, m.stage
