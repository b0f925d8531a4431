-- Next in the comparison: fewer deductions.
UPDATE temp.judged SET merit = merit || printf('%013d', 500000000000 - minus)
