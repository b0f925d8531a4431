-- The first void rule that applies: no line scored by the unit itself, or a line scored and not met.
UPDATE temp.judged
SET void = (SELECT v.position
            FROM temp.void AS v
            WHERE CASE WHEN v.no_self_score
                       THEN NOT EXISTS (SELECT 1
                                        FROM score AS s
                                        JOIN temp.line AS l ON l.criterion = s.criterion AND l.due AND l.track = judged.track
                                        WHERE s.month = :month AND s.registration = judged.registration AND s.stage = 1
                                        GROUP BY s.criterion
                                        HAVING SUM(s.turn) > 0)
                       ELSE EXISTS (SELECT 1
                                    FROM temp.void_line AS w
                                    JOIN temp.part AS p ON p.registration = judged.registration
                                                       AND p.bucket = w.bucket
                                    WHERE w.position = v.position AND p.met <= 0) END
            ORDER BY v.position
            LIMIT 1)
