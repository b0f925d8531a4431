-- Reviews with the learner's votes, the minutes that close them and the decision that recognises them.
SELECT v.id, v.learner, v.exemplar, v.month, v.held_on, v.by, v.learner_points, v.exemplar_points, v.bound, v.result,
       b.yes, b.base, m.number AS minutes, m.signed_on AS closed_on, d.number AS decision, d.decided_on AS recognised_on
FROM review AS v
JOIN registration AS r ON r.id = v.learner
JOIN ballot AS b ON b.sitting = v.sitting AND b.registration = v.learner
LEFT JOIN review_minutes AS m ON m.review = v.id
LEFT JOIN recognition AS g ON g.review = v.id
LEFT JOIN decision AS d ON d.id = g.decision
WHERE r.campaign = :campaign
ORDER BY v.id
