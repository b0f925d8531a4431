-- The months that the facts of one entry belong to, by campaign: what a closed month no longer takes. A version of the
-- campaign is of every month it governs: here of those that were ever closed. The guard of ``voided`` is made of this.
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
UNION
SELECT r.campaign, m.month
FROM main.ruleset AS r
JOIN main.month_closing AS m ON m.campaign = r.campaign
WHERE r.entry = :entry
  AND m.month >= CAST(substr(r.in_force_from, 1, 4) AS INTEGER) * 12 + CAST(substr(r.in_force_from, 6, 2) AS INTEGER) - 1
                 + (substr(r.in_force_from, 9, 2) > '01')
