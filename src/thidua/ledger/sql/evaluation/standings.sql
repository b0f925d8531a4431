-- One row for everyone who is counted: the total with its ends, how much of it is deductions and bonuses, how many lines
-- at which stage, how many wanted lines are missing. looked_at is the total that grades and ranks look at: the exact one,
-- or rounded to a unit of hundredths, halves away from zero.
INSERT INTO temp.judged
SELECT e.registration, e.track, e.cluster, e.total, e.minus, e.plus, e.due, e.scored,
       e.by_self, e.by_appraised, e.by_agreed, e.wanted,
       CASE WHEN :unit = 1 THEN e.total
            WHEN e.total < 0 THEN -((-e.total * 2 + :unit) / (2 * :unit) * :unit)
            ELSE (e.total * 2 + :unit) / (2 * :unit) * :unit END,
       NULL, NULL, NULL, NULL, ''
FROM (SELECT x.*, CASE WHEN :below_clamped AND x.net < 0 THEN 0
                       WHEN :above_clamped AND x.net > x.top THEN x.top
                       ELSE x.net END AS total
      FROM (SELECT r.registration, r.track, r.cluster, COALESCE(s.minus, 0) AS minus, COALESCE(s.plus, 0) AS plus, t.due,
                   COALESCE(s.base - s.minus + s.plus, 0) AS net,
                   CASE WHEN :of_scale THEN :scale ELSE t.due END AS top,
                   COALESCE(c.scored, 0) AS scored, COALESCE(c.by_self, 0) AS by_self,
                   COALESCE(c.by_appraised, 0) AS by_appraised, COALESCE(c.by_agreed, 0) AS by_agreed,
                   t.wanted - COALESCE(c.wanted, 0) AS wanted
            FROM temp.registrant AS r
            JOIN temp.track AS t ON t.track = r.track
            LEFT JOIN temp.node_sum AS s ON s.registration = r.registration AND s.node = t.root
            LEFT JOIN (SELECT p.registration, SUM(p.lines) AS scored, SUM(p.wanted) AS wanted, SUM(p.by_self) AS by_self,
                              SUM(p.by_appraised) AS by_appraised, SUM(p.by_agreed) AS by_agreed
                       FROM temp.part AS p
                       GROUP BY p.registration) AS c ON c.registration = r.registration) AS x) AS e
