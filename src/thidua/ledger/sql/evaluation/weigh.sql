-- Weights are whole ten-thousandths; each amount is rounded to the hundredth, halves up. No amount is below zero.
UPDATE temp.node_sum
SET base = (base * 2 * n.weight + 10000) / 20000,
    minus = (minus * 2 * n.weight + 10000) / 20000,
    plus = (plus * 2 * n.weight + 10000) / 20000
FROM temp.node AS n
WHERE n.node = node_sum.node AND n.depth = :depth AND n.weight <> 10000
