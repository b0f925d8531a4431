-- The scores of a campaign's month that nothing has superseded, of some registrations (a list in JSON).
-- CROSS JOIN keeps this order: any other looks through the whole month for each of them.
SELECT s.registration, s.criterion, s.stage, s.reported, s.points, s.met, s.ruleset, s.reason, s.note, s.entry
FROM json_each(:registrations) AS asked
CROSS JOIN score AS s ON s.month = :month AND s.registration = asked.value AND s.turn = 1
CROSS JOIN criterion AS n ON n.id = s.criterion AND n.campaign = :campaign
WHERE NOT EXISTS (SELECT 1 FROM score AS c
                  WHERE c.month = s.month AND c.registration = s.registration AND c.criterion = s.criterion
                    AND c.stage = s.stage AND c.entry > s.entry AND c.turn = -1)
