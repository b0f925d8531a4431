-- Until a quota says otherwise the grade given is the one earned. What is compared when ranks are given is one text: each
-- figure with a fixed number of digits, the total first, more is better.
UPDATE temp.judged SET grade = earned, merit = printf('%013d', 500000000000 + :sign * looked_at)
