-- Selection votes with their month. Stale: a score of that month was entered after the evaluation that was voted on;
-- the vote stands, but the figures have moved.
WITH moved AS (
    SELECT p.month, MAX(p.entry) AS entry
    FROM score AS p JOIN criterion AS c ON c.id = p.criterion
    WHERE c.campaign = :campaign
      AND p.month IN (SELECT e.month FROM evaluation AS e JOIN sitting AS s ON s.evaluation = e.id)
    GROUP BY p.month
)
SELECT b.sitting, s.evaluation, e.month, s.held_on, b.registration, b.yes, b.no, b.base, b.carried,
       COALESCE(m.entry > e.upto, 0) AS stale
FROM ballot AS b
JOIN sitting AS s ON s.id = b.sitting
JOIN evaluation AS e ON e.id = s.evaluation
LEFT JOIN moved AS m ON m.month = e.month
WHERE e.campaign = :campaign
  AND (:registration IS NULL OR b.registration = :registration)
  AND NOT EXISTS (SELECT 1 FROM review AS v WHERE v.sitting = s.id)
ORDER BY b.sitting, b.registration
