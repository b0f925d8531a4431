-- Every state of every unit, in the order in which they were recorded.
SELECT u.id, u.code, s.name, s.kind, p.code AS parent, s.cluster, n.name AS head, n.post AS head_post,
       s.valid_from, s.valid_to
FROM unit AS u
JOIN unit_state AS s ON s.unit = u.id
LEFT JOIN unit AS p ON p.id = s.parent
LEFT JOIN person_name AS n ON n.person = s.head
ORDER BY u.code, s.id
