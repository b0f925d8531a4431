-- What stands in a whole table that has no groups: sums in the order of the key, where nodes would sort every bucket.
INSERT INTO temp.node_sum
SELECT p.registration, t.root, SUM(p.base), SUM(p.minus), SUM(p.plus)
FROM temp.part AS p
JOIN temp.registrant AS r ON r.registration = p.registration
JOIN temp.track AS t ON t.track = r.track
GROUP BY p.registration
