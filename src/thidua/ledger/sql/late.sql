-- Entries that came late: with a fact of a month that had been closed before, so that it was opened again for them, or
-- with an act whose day lies in a month that was closed when it was entered.
-- A month takes nothing while it is closed (the guards see to it), so only what follows its first opening is looked at:
-- of a month that was never opened again not one score is read.
WITH opened AS (
    SELECT o.month, o.campaign, MIN(o.entry) AS since
    FROM main.month_closing AS o
    WHERE o.is_closed = 0
      AND EXISTS (SELECT 1 FROM main.month_closing AS c
                  WHERE c.month = o.month AND c.campaign = o.campaign AND c.is_closed = 1 AND c.entry < o.entry)
    GROUP BY o.month, o.campaign
),
act AS (
    SELECT entry, campaign, registered_on AS day FROM main.registration
    UNION ALL
    SELECT p.entry, r.campaign, p.done_on FROM main.publicity AS p JOIN main.registration AS r ON r.id = p.registration
    UNION ALL
    SELECT l.entry, r.campaign, l.done_on FROM main.learning AS l JOIN main.registration AS r ON r.id = l.learner
),
dated AS (
    SELECT entry, campaign, CAST(substr(day, 1, 4) AS INTEGER) * 12 + CAST(substr(day, 6, 2) AS INTEGER) - 1 AS month
    FROM act
)
-- CROSS JOIN: the opened months come first, and lead into the scores by their key
SELECT o.campaign, o.month, s.entry
FROM opened AS o
CROSS JOIN main.score AS s
JOIN main.registration AS r ON r.id = s.registration
WHERE s.month = o.month AND s.entry > o.since AND r.campaign = o.campaign
UNION
SELECT o.campaign, o.month, m.entry
FROM opened AS o
JOIN main.month_ruleset AS m ON m.campaign = o.campaign AND m.month = o.month AND m.entry > o.since
UNION
SELECT o.campaign, o.month, e.entry
FROM opened AS o
JOIN main.evaluation AS e ON e.campaign = o.campaign AND e.month = o.month AND e.first = e.month AND e.entry > o.since
UNION
-- the sitting of a review looks at a month and adds nothing to it
SELECT o.campaign, o.month, s.entry
FROM opened AS o
JOIN main.evaluation AS e ON e.campaign = o.campaign AND e.month = o.month
JOIN main.sitting AS s ON s.evaluation = e.id AND s.entry > o.since
WHERE NOT EXISTS (SELECT 1 FROM main.review AS v WHERE v.sitting = s.id)
UNION
SELECT o.campaign, o.month, c.entry
FROM opened AS o
JOIN main.commendation AS c ON c.month = o.month AND c.entry > o.since
JOIN main.registration AS r ON r.id = c.registration AND r.campaign = o.campaign
UNION
SELECT d.campaign, d.month, d.entry
FROM dated AS d
WHERE COALESCE((SELECT c.is_closed
                FROM main.month_closing AS c
                WHERE c.month = d.month AND c.campaign = d.campaign AND c.entry < d.entry
                ORDER BY c.entry DESC
                LIMIT 1), 0) = 1
ORDER BY 3, 2
