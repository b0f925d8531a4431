-- The entries after one that added to a month of a campaign.
SELECT s.entry
FROM score AS s JOIN registration AS r ON r.id = s.registration
WHERE s.month = :month AND s.entry > :since AND r.campaign = :campaign
UNION
SELECT m.entry FROM month_ruleset AS m WHERE m.month = :month AND m.entry > :since AND m.campaign = :campaign
UNION
SELECT e.entry
FROM evaluation AS e
WHERE e.month = :month AND e.first = e.month AND e.entry > :since AND e.campaign = :campaign
UNION
SELECT s.entry
FROM sitting AS s JOIN evaluation AS e ON e.id = s.evaluation
WHERE e.month = :month AND e.campaign = :campaign AND s.entry > :since
  AND NOT EXISTS (SELECT 1 FROM review AS v WHERE v.sitting = s.id)
UNION
SELECT c.entry
FROM commendation AS c JOIN registration AS r ON r.id = c.registration
WHERE c.month = :month AND c.entry > :since AND r.campaign = :campaign
ORDER BY 1
