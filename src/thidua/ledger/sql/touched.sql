-- The registrations of which an entry says something that a gate looks at, without those it registered itself: whatever
-- is of these names them by their number. What a registration counts by is content, withdrawal and unit.
SELECT f.registration, MAX(f.counts) AS counts
FROM (SELECT registration, 1 AS counts FROM main.content_item WHERE entry = :target
      UNION ALL SELECT registration, commendation IS NULL AND review IS NULL FROM main.withdrawal WHERE entry = :target
      UNION ALL SELECT r.id, 1
                FROM main.unit_state AS s
                JOIN main.unit AS u ON u.id = s.unit AND u.entry <> :target
                JOIN main.registration AS r ON r.unit = s.unit
                WHERE s.entry = :target
      UNION ALL SELECT registration, 0 FROM main.ballot WHERE entry = :target
      UNION ALL SELECT registration, 0 FROM main.commendation WHERE entry = :target
      UNION ALL SELECT registration, 0 FROM main.publicity WHERE entry = :target
      UNION ALL SELECT learner, 0 FROM main.learning WHERE entry = :target
      UNION ALL SELECT learner, 0 FROM main.review WHERE entry = :target
      UNION ALL SELECT v.learner, 0 FROM main.review_minutes AS m JOIN main.review AS v ON v.id = m.review
                WHERE m.entry = :target
      UNION ALL SELECT v.learner, 0 FROM main.recognition AS g JOIN main.review AS v ON v.id = g.review
                WHERE g.entry = :target) AS f
JOIN main.registration AS r ON r.id = f.registration AND r.entry <> :target
GROUP BY f.registration
ORDER BY f.registration
