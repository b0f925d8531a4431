-- Where some registrations (a list in JSON) were counted in a month by entries after one: scored, or put to the vote.
SELECT r.campaign, s.month, s.registration, s.entry
FROM score AS s JOIN main.registration AS r ON r.id = s.registration
WHERE s.entry > :target AND s.registration IN (SELECT value FROM json_each(:registrations))
UNION
SELECT e.campaign, e.month, b.registration, b.entry
FROM ballot AS b
JOIN sitting AS v ON v.id = b.sitting
JOIN main.evaluation AS e ON e.id = v.evaluation
WHERE b.entry > :target AND b.registration IN (SELECT value FROM json_each(:registrations))
  AND NOT EXISTS (SELECT 1 FROM main.review AS w WHERE w.sitting = v.id)
ORDER BY 1, 2, 3, 4
