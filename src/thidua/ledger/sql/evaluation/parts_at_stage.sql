-- The points of one stage, summed into buckets of lines that are treated alike: one pass over the month in the order of its
-- key. A correction is two rows, so a plain sum is the sum over what is in force. Only lines due in the month count,
-- of an earlier month only those that caps over several months look at. What is taken off is what the base has more than the points.
INSERT INTO temp.part
SELECT s.registration, l.bucket,
       SUM(s.turn), SUM(CASE WHEN l.optional THEN 0 ELSE s.turn END),
       CASE :stage WHEN 1 THEN SUM(s.turn) ELSE 0 END, CASE :stage WHEN 2 THEN SUM(s.turn) ELSE 0 END,
       CASE :stage WHEN 3 THEN SUM(s.turn) ELSE 0 END,
       SUM(s.points), SUM(s.met),
       SUM(CASE l.direction WHEN 0 THEN s.points WHEN 1 THEN l.points * s.turn ELSE 0 END),
       SUM(CASE l.direction WHEN 0 THEN s.points WHEN 1 THEN l.points * s.turn ELSE 0 END)
           + SUM(CASE l.direction WHEN 2 THEN s.points ELSE 0 END) - SUM(s.points),
       SUM(CASE l.direction WHEN 2 THEN s.points ELSE 0 END)
FROM score AS s
JOIN temp.line AS l ON l.criterion = s.criterion
JOIN temp.registrant AS r ON r.registration = s.registration AND r.track = l.track
WHERE s.month = :month AND s.stage = :stage AND l.due AND (:is_last OR l.watched)
GROUP BY s.registration, l.bucket
HAVING SUM(s.turn) > 0
