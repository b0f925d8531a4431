-- Every unit as it is on a day: the state that began last, and of two that began together the one recorded last.
WITH ordered AS (
    SELECT s.*, row_number() OVER (PARTITION BY s.unit ORDER BY s.valid_from DESC, s.id DESC) AS nth
    FROM unit_state AS s
    WHERE s.valid_from <= :day
)
SELECT u.id, u.code, s.name, s.kind, p.code AS parent, s.cluster, n.name AS head, n.post AS head_post,
       s.valid_from, s.valid_to
FROM unit AS u
JOIN ordered AS s ON s.unit = u.id AND s.nth = 1
LEFT JOIN unit AS p ON p.id = s.parent
LEFT JOIN person_name AS n ON n.person = s.head
ORDER BY u.code
