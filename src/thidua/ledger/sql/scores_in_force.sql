-- The scores of a campaign's month that nothing has superseded: no later entry has cancelled them.
SELECT s.registration, s.criterion, s.stage, s.reported, s.points, s.met, s.ruleset, s.reason, s.note, s.entry
FROM score AS s
JOIN criterion AS n ON n.id = s.criterion AND n.campaign = :campaign
WHERE s.month = :month AND s.turn = 1
  AND s.registration = :registration -- of one
  AND NOT EXISTS (SELECT 1 FROM score AS c
                  WHERE c.month = s.month AND c.registration = s.registration AND c.criterion = s.criterion
                    AND c.stage = s.stage AND c.entry > s.entry AND c.turn = -1)
ORDER BY s.registration, s.criterion, s.stage
