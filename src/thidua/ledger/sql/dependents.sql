-- Later entries whose facts would not stand without the facts of one entry, beyond those that name its rows, and those
-- that passed a gate with its help (audit/dependents.py asks the gates themselves).
-- Scores: what corrected the same line.
SELECT l.entry
FROM main.score AS t
JOIN score AS l ON l.month = t.month AND l.registration = t.registration AND l.criterion = t.criterion
               AND l.stage = t.stage AND l.entry > :target
WHERE t.entry = :target
UNION
-- A month put under a version: what was scored, or put under another, since.
SELECT s.entry
FROM main.month_ruleset AS t
JOIN score AS s ON s.month = t.month AND s.entry > :target
JOIN main.registration AS r ON r.id = s.registration AND r.campaign = t.campaign
WHERE t.entry = :target
UNION
SELECT m.entry
FROM main.month_ruleset AS t
JOIN month_ruleset AS m ON m.campaign = t.campaign AND m.month = t.month AND m.entry > :target
WHERE t.entry = :target
UNION
-- A version of a campaign: whatever was done in the campaign since.
SELECT e.seq
FROM main.ruleset AS t
JOIN main.campaign AS c ON c.id = t.campaign
JOIN entry AS e ON e.campaign = c.code AND e.seq > :target AND e.verb NOT IN ('void', 'close', 'reopen')
WHERE t.entry = :target AND e.seq NOT IN (SELECT target FROM voided)
UNION
-- A content: the contents that followed it.
SELECT i.entry
FROM main.content_item AS t
JOIN content_item AS i ON i.registration = t.registration AND i.version > t.version
WHERE t.entry = :target
