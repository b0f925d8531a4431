-- Entries that came late: with a fact of a month that had been closed before, so that it was opened again for them, or
-- with an act whose day lies in a month that was closed when it was entered.
-- A month takes nothing while it is closed (the guards see to it), so only what follows its first opening is looked at:
-- of a month that was never opened again not one score is read.
WITH opened AS (
    SELECT o.month, o.campaign, MIN(o.entry) AS entry
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
{of_month}
UNION
SELECT d.campaign, d.month, 0, d.entry
FROM dated AS d
WHERE COALESCE((SELECT c.is_closed
                FROM main.month_closing AS c
                WHERE c.month = d.month AND c.campaign = d.campaign AND c.entry < d.entry
                ORDER BY c.entry DESC
                LIMIT 1), 0) = 1
ORDER BY 4, 2
