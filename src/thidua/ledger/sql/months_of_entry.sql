-- The months that the facts of one entry add to, by campaign: what a closed month no longer takes.
SELECT r.campaign, s.month
FROM main.score AS s JOIN main.registration AS r ON r.id = s.registration WHERE s.entry = :entry
UNION
SELECT m.campaign, m.month FROM main.month_ruleset AS m WHERE m.entry = :entry
UNION
SELECT e.campaign, e.month FROM main.evaluation AS e WHERE e.entry = :entry AND e.first = e.month
UNION
SELECT e.campaign, e.month
FROM main.sitting AS s JOIN main.evaluation AS e ON e.id = s.evaluation
WHERE s.entry = :entry AND NOT EXISTS (SELECT 1 FROM main.review AS v WHERE v.sitting = s.id)
UNION
SELECT r.campaign, c.month
FROM main.commendation AS c JOIN main.registration AS r ON r.id = c.registration WHERE c.entry = :entry
