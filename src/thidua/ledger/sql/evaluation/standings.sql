-- One pass over the points of a month: totals, what was due, grades, ranks. The same rule stands in
-- domain.scoring.standings; a test holds the two together. temp.line, temp.grade, temp.tie and temp.registrant hold
-- the ruleset's lines due this month, its grades from the best down, its tie-breaking pillars, and who is counted.
WITH due AS (
    SELECT l.track, SUM(l.points) AS points, COUNT(*) AS lines FROM temp.line AS l GROUP BY l.track
),
scored AS (
    SELECT s.registration, SUM(s.points) AS total, SUM(s.turn) AS lines
    FROM score AS s
    JOIN temp.line AS l ON l.criterion = s.criterion
    WHERE s.month = :month
    GROUP BY s.registration
),
summed AS (
    SELECT r.registration, r.track, r.cluster,
           COALESCE(s.total, 0) AS total, COALESCE(d.points, 0) AS due,
           COALESCE(s.lines, 0) AS scored, COALESCE(d.lines, 0) AS lines
    FROM temp.registrant AS r
    LEFT JOIN due AS d ON d.track = r.track
    LEFT JOIN scored AS s ON s.registration = r.registration
),
graded AS (
    SELECT m.*,
           CASE WHEN m.scored > 0 AND (m.scored = m.lines OR :ranks_incomplete)
                THEN (SELECT MIN(g.position) FROM temp.grade AS g
                      WHERE m.total * :scale >= g.floor * CASE WHEN :of_scale THEN :scale ELSE m.due END)
           END AS grade
    FROM summed AS m
),
tied AS (
    SELECT t.registration, group_concat(printf('%012d', t.points), '') AS merit
    FROM (SELECT g.registration, t.position,
                 COALESCE((SELECT SUM(s.points) FROM score AS s
                           JOIN temp.label AS b ON b.criterion = s.criterion AND b.pillar = t.pillar
                           WHERE s.month = :month AND s.registration = g.registration), 0) AS points
          FROM graded AS g JOIN temp.tie AS t
          WHERE g.grade IS NOT NULL
          ORDER BY g.registration, t.position) AS t
    GROUP BY t.registration
),
ranked AS (
    SELECT g.registration,
           rank() OVER (PARTITION BY g.track, CASE WHEN :by_cluster THEN g.cluster END
                        ORDER BY g.total DESC, t.merit DESC) AS place
    FROM graded AS g LEFT JOIN tied AS t ON t.registration = g.registration
    WHERE g.grade IS NOT NULL
)
SELECT g.registration, g.cluster, g.total, g.due, g.scored,
       n.code AS grade, k.place AS rank,
       CASE WHEN k.place <= :top AND g.grade <= :worst THEN 1 ELSE 0 END AS shortlisted
FROM graded AS g
LEFT JOIN temp.grade AS n ON n.position = g.grade
LEFT JOIN ranked AS k ON k.registration = g.registration
ORDER BY g.registration
