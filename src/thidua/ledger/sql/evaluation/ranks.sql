-- The standings: ranks of whoever has a grade, within track and, when the campaign says so, cluster; and the shortlist.
INSERT INTO temp.result_standing
SELECT s.registration, s.cluster, s.total, s.minus, s.plus, s.due, s.scored, s.by_self, s.by_appraised, s.by_agreed,
       v.code AS void, e.code AS earned, g.code AS grade, s.held, k.place AS rank,
       CASE WHEN k.place <= :top AND s.grade <= :worst THEN 1 ELSE 0 END AS shortlisted
FROM temp.judged AS s
LEFT JOIN temp.void AS v ON v.position = s.void
LEFT JOIN temp.grade AS e ON e.position = s.earned
LEFT JOIN temp.grade AS g ON g.position = s.grade
LEFT JOIN (SELECT t.registration,
                  CASE WHEN :dense THEN dense_rank() OVER w ELSE rank() OVER w END AS place
           FROM temp.judged AS t
           WHERE t.grade IS NOT NULL
           WINDOW w AS (PARTITION BY t.track, CASE WHEN :by_cluster THEN COALESCE(t.cluster, '') END
                        ORDER BY t.merit DESC)) AS k ON k.registration = s.registration
ORDER BY s.registration
