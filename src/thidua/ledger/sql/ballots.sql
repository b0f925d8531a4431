-- Selection votes with their month. Stale: a score of a registrant of that month was entered after the evaluation that
-- was voted on; the vote stands, but the figures have moved.
SELECT b.sitting, s.evaluation, e.month, s.held_on, b.registration, b.yes, b.no, b.base, b.carried,
       EXISTS (SELECT 1 FROM score AS p
               JOIN registration AS r ON r.id = p.registration
               WHERE p.month = e.month AND p.entry > e.upto AND r.campaign = e.campaign) AS stale
FROM ballot AS b
JOIN sitting AS s ON s.id = b.sitting
JOIN evaluation AS e ON e.id = s.evaluation
WHERE e.campaign = :campaign
  AND (:registration IS NULL OR b.registration = :registration)
  AND NOT EXISTS (SELECT 1 FROM review AS v WHERE v.sitting = s.id)
ORDER BY b.sitting, b.registration
