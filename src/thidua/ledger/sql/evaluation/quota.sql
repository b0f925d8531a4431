-- One quota: the best keep the grade that is limited or a better one, the others get the best grade below that they have
-- earned. Equals across the cut are all held back or, when the campaign says so, all admitted. Places are reckoned in whole numbers.
UPDATE temp.judged
SET grade = (SELECT MIN(g.position)
             FROM temp.grade AS g
             WHERE g.position > :limit
               AND (g.floor IS NULL
                    OR :sign * judged.looked_at * :scale
                       >= :sign * g.floor * CASE WHEN :of_scale THEN :scale ELSE judged.due END)
               AND NOT EXISTS (SELECT 1 FROM temp.shut_gate AS x
                               WHERE x.registration = judged.registration AND x.position = g.position)),
    held = CASE WHEN q.better < q.places THEN 'tie' ELSE 'quota' END
FROM (SELECT w.registration, w.better, w.equal, b.places
      FROM (SELECT s.registration, s.track, CASE WHEN :by_cluster THEN COALESCE(s.cluster, '') END AS inside,
                   rank() OVER (PARTITION BY s.track, CASE WHEN :by_cluster THEN COALESCE(s.cluster, '') END
                                ORDER BY s.merit DESC) - 1 AS better,
                   COUNT(*) OVER (PARTITION BY s.track, CASE WHEN :by_cluster THEN COALESCE(s.cluster, '') END,
                                  s.merit) AS equal
            FROM temp.judged AS s
            WHERE s.grade <= :limit) AS w
      JOIN (SELECT c.track, c.inside,
                   CASE :rounding WHEN 'floor' THEN c.base * :numerator / :denominator
                                  WHEN 'ceiling' THEN (c.base * :numerator + :denominator - 1) / :denominator
                                  WHEN 'half-up' THEN (2 * c.base * :numerator + :denominator) / (2 * :denominator)
                                  ELSE :places END AS places
            FROM (SELECT s.track, CASE WHEN :by_cluster THEN COALESCE(s.cluster, '') END AS inside,
                         SUM(CASE WHEN :of_everyone OR s.grade <= :lowest THEN 1 ELSE 0 END) AS base
                  FROM temp.judged AS s
                  GROUP BY s.track, CASE WHEN :by_cluster THEN COALESCE(s.cluster, '') END) AS c) AS b
        ON b.track = w.track AND COALESCE(b.inside, '') = COALESCE(w.inside, '')) AS q
WHERE judged.registration = q.registration
  AND q.better + q.equal > q.places AND NOT (:admitted AND q.better < q.places)
