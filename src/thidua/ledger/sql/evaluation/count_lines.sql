-- What the lines that have caps counted in a month, for the caps of later months.
INSERT INTO temp.counted
SELECT p.registration, l.criterion, :month, p.minus, p.plus
FROM temp.part AS p
JOIN temp.line AS l ON l.bucket = p.bucket AND l.counted
