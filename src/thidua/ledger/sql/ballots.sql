-- Selection votes with their month. Stale: scores entered or voided after the evaluation that was voted on have changed a line of
-- that month; the vote stands, but the figures have moved. What was corrected and corrected back has not moved.
WITH moved AS (
    SELECT DISTINCT m.evaluation
    FROM (SELECT e.id AS evaluation
          FROM evaluation AS e
          JOIN score_change AS p ON p.month = e.month AND p.entry > e.upto
          JOIN criterion AS c ON c.id = p.criterion AND c.campaign = e.campaign
          WHERE e.campaign = :campaign AND e.id IN (SELECT s.evaluation FROM sitting AS s)
          GROUP BY e.id, p.registration, p.criterion, p.stage
          HAVING SUM(p.points) <> 0 OR SUM(p.turn) <> 0 OR SUM(p.met) <> 0) AS m
)
SELECT b.sitting, s.evaluation, e.month, s.held_on, b.registration, b.yes, b.no, b.base, b.carried,
       (m.evaluation IS NOT NULL
        OR EXISTS (SELECT 1 FROM evaluation AS n
                   WHERE n.campaign = e.campaign AND n.first = e.month AND n.month = e.month AND n.stage = e.stage
                     AND n.id > e.id AND n.digest <> e.digest
                     AND n.id = (SELECT MAX(z.id) FROM evaluation AS z
                                 WHERE z.campaign = e.campaign AND z.first = e.month AND z.month = e.month
                                   AND z.stage = e.stage))) AS stale, s.quorate
FROM ballot AS b
JOIN sitting AS s ON s.id = b.sitting
JOIN evaluation AS e ON e.id = s.evaluation
LEFT JOIN moved AS m ON m.evaluation = e.id
WHERE e.campaign = :campaign
  AND (:registration IS NULL OR b.registration = :registration)
  AND NOT EXISTS (SELECT 1 FROM review AS v WHERE v.sitting = s.id)
ORDER BY b.sitting, b.registration
