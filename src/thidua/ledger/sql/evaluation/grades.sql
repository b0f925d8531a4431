-- The best grade whose end the total reaches and whose gates hold, for whoever is neither void nor incomplete.
UPDATE temp.judged
SET earned = (SELECT MIN(g.position)
              FROM temp.grade AS g
              WHERE (g.floor IS NULL
                     OR :sign * judged.looked_at * :scale
                        >= :sign * g.floor * CASE WHEN :of_scale THEN :scale ELSE judged.due END)
                AND NOT EXISTS (SELECT 1 FROM temp.shut_gate AS x
                                WHERE x.registration = judged.registration AND x.position = g.position))
WHERE void IS NULL AND scored > 0 AND (wanted <= 0 OR :ranks_incomplete) AND (due > 0 OR :of_scale)
