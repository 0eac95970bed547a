, 'context', (
    SELECT json_build_object(
        'start', begins,
        'text', substr(v.text, begins + 1, length(split_part(substr(v.text, ends + 1), E'\n', 1)) + ends - begins),
        'current', NOT EXISTS (SELECT FROM claims_articleversion x WHERE x.article_id = a.id AND x.number > v.number)
    )
    FROM (
        SELECT
            min(x.start) - length(split_part(reverse(substr(v.text, 1, min(x.start))), E'\n', 1)) AS begins,
            max(x."end") AS ends
        FROM claims_span x WHERE x.claim_id = c.id
    ) y
)
