-- Entries with a fact of a month, and those that voided one of them. The scores of a month lie together; nothing is
-- counted, only their entries are told.
WITH found AS (
    SELECT entry FROM main.score WHERE month = :month
    UNION
    SELECT entry FROM main.month_ruleset WHERE month = :month
    UNION
    SELECT entry FROM main.evaluation WHERE :month BETWEEN first AND month
    UNION
    SELECT s.entry
    FROM main.sitting AS s
    JOIN main.evaluation AS e ON e.id = s.evaluation
    WHERE :month BETWEEN e.first AND e.month
    UNION
    SELECT entry FROM main.commendation WHERE month = :month
    UNION
    SELECT entry FROM main.review WHERE month = :month
    UNION
    SELECT m.entry FROM main.review_minutes AS m JOIN main.review AS r ON r.id = m.review WHERE r.month = :month
    UNION
    SELECT n.entry FROM main.recognition AS n JOIN main.review AS r ON r.id = n.review WHERE r.month = :month
    UNION
    SELECT entry FROM main.month_closing WHERE month = :month
)
SELECT entry FROM found
UNION
SELECT v.entry FROM main.voided AS v JOIN found AS f ON f.entry = v.target
