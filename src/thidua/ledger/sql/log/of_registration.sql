-- Entries with a fact about a registration, on either side of a pair, and those that voided one of them. Its scores are
-- found month by month, by their key: each step looks for the next month that has scores at all. Evaluations are of
-- everyone, and not meant.
WITH RECURSIVE scored (month) AS (
    SELECT MIN(month) FROM main.score
    UNION ALL
    SELECT (SELECT MIN(s.month) FROM main.score AS s WHERE s.month > scored.month)
    FROM scored
    WHERE scored.month IS NOT NULL
),
found AS (
    SELECT s.entry
    FROM scored
    CROSS JOIN main.score AS s
    WHERE s.month = scored.month AND s.registration IN :registrations
    UNION
    SELECT entry FROM main.registration WHERE id IN :registrations
    UNION
    SELECT entry FROM main.content_item WHERE registration IN :registrations
    UNION
    SELECT entry FROM main.ballot WHERE registration IN :registrations
    UNION
    SELECT entry FROM main.commendation WHERE registration IN :registrations
    UNION
    SELECT entry FROM main.publicity WHERE registration IN :registrations
    UNION
    SELECT entry FROM main.learning WHERE learner IN :registrations OR exemplar IN :registrations
    UNION
    SELECT entry FROM main.review WHERE learner IN :registrations OR exemplar IN :registrations
    UNION
    SELECT m.entry
    FROM main.review_minutes AS m
    JOIN main.review AS r ON r.id = m.review
    WHERE r.learner IN :registrations OR r.exemplar IN :registrations
    UNION
    SELECT n.entry
    FROM main.recognition AS n
    JOIN main.review AS r ON r.id = n.review
    WHERE r.learner IN :registrations OR r.exemplar IN :registrations
    UNION
    SELECT entry FROM main.withdrawal WHERE registration IN :registrations
)
SELECT entry FROM found
UNION
SELECT v.entry FROM main.voided AS v JOIN found AS f ON f.entry = v.target
