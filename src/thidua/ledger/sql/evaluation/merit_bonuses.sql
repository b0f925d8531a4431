-- Next in the comparison: more bonuses.
UPDATE temp.judged SET merit = merit || printf('%013d', 500000000000 + plus)
