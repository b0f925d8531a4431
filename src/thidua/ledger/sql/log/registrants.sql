-- Everyone who ever registered, those of entries that were voided included, by what they are called now.
SELECT r.id, r.campaign, r.code,
       CASE WHEN r.person IS NOT NULL THEN n.name
            ELSE COALESCE((SELECT s.name FROM main.unit_state AS s
                           WHERE s.unit = r.unit
                           ORDER BY s.valid_from DESC, s.id DESC
                           LIMIT 1), u.code) END AS name
FROM main.registration AS r
JOIN main.unit AS u ON u.id = r.unit
LEFT JOIN temp.person_name AS n ON n.person = r.person
WHERE :campaign IS NULL OR r.campaign = :campaign
ORDER BY r.id
