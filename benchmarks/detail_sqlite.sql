, 'context', (
    SELECT json_object(
        'start', begins,
        'text', substr(v.text, begins + 1, instr(substr(v.text, ends + 1) || char(10), char(10)) - 1 + ends - begins),
        'current', json(iif(
            EXISTS (SELECT 1 FROM claims_articleversion x WHERE x.article_id = a.id AND x.number > v.number),
            'false', 'true'
        ))
    )
    FROM (
        SELECT length(rtrim(before, replace(before, char(10), ''))) AS begins, ends FROM (
            SELECT substr(v.text, 1, min(x.start)) AS before, max(x."end") AS ends
            FROM claims_span x WHERE x.claim_id = c.id
        )
    )
)
