-- Later entries whose facts would not stand without the facts of one entry, beyond those that name its rows.
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
-- A commendation, when no other makes an exemplar by that day: publicity, learning, reviews.
SELECT a.entry
FROM (SELECT registration, done_on AS day, entry FROM publicity
      UNION ALL SELECT exemplar, done_on, entry FROM learning
      UNION ALL SELECT exemplar, held_on, entry FROM review) AS a
WHERE a.entry > :target
  AND a.registration IN (SELECT registration FROM main.commendation WHERE entry = :target)
  AND NOT EXISTS (SELECT 1 FROM commendation AS c
                  WHERE c.registration = a.registration AND c.entry <> :target AND c.given_on <= a.day)
UNION
-- An act of publicising, when the others are too few for what was learned.
SELECT l.entry
FROM learning AS l
WHERE l.entry > :target
  AND l.exemplar IN (SELECT registration FROM main.publicity WHERE entry = :target)
  AND (SELECT COUNT(*) FROM publicity AS p
       WHERE p.registration = l.exemplar AND p.entry <> :target AND p.done_on <= l.done_on) < :at_least
UNION
-- An occasion of learning, when the pair has no other by the day of its review.
SELECT v.entry
FROM main.learning AS t
JOIN review AS v ON v.learner = t.learner AND v.exemplar = t.exemplar AND v.entry > :target
WHERE t.entry = :target
  AND NOT EXISTS (SELECT 1 FROM learning AS l
                  WHERE l.learner = t.learner AND l.exemplar = t.exemplar AND l.entry <> :target
                    AND l.done_on <= v.held_on)
UNION
-- A content: the contents that followed it.
SELECT i.entry
FROM main.content_item AS t
JOIN content_item AS i ON i.registration = t.registration AND i.version > t.version
WHERE t.entry = :target
UNION
-- A supplement without which the registration would not count: what counted since.
SELECT a.entry
FROM (SELECT registration, entry FROM score
      UNION ALL SELECT registration, entry FROM ballot
      UNION ALL SELECT registration, entry FROM commendation
      UNION ALL SELECT learner, entry FROM learning) AS a
WHERE a.entry > :target
  AND a.registration IN (
      SELECT t.registration
      FROM main.content_item AS t
      WHERE t.entry = :target
        AND t.version > (SELECT MIN(f.version) FROM main.content_item AS f WHERE f.registration = t.registration)
        AND NOT COALESCE((SELECT MIN(i.goal IS NOT NULL AND i.deadline IS NOT NULL)
                          FROM content_item AS i
                          WHERE i.registration = t.registration
                            AND i.version = (SELECT MAX(o.version) FROM content_item AS o
                                             WHERE o.registration = t.registration AND o.entry <> :target)), 0))
UNION
-- What ended, or went on: what came of it later.
SELECT w.entry
FROM main.withdrawal AS t
JOIN withdrawal AS w ON w.registration = t.registration AND w.commendation IS t.commendation
                    AND w.review IS t.review AND w.entry > :target
WHERE t.entry = :target
UNION
-- A recognition: what revoked it, held it or let it go on.
SELECT w.entry
FROM main.recognition AS t
JOIN withdrawal AS w ON w.review = t.review AND w.entry > :target
WHERE t.entry = :target
