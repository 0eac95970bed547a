WITH page AS MATERIALIZED (
    SELECT * FROM claims_claim c WHERE {where} ORDER BY {order} LIMIT {limit}
)
SELECT json_build_object(
    'id', c.id,
    'content', c.content,
    'quote_type', c.quote_type,
    'form', c.form,
    'status', c.status,
    'said_on', c.said_on,
    'at_second', c.at_second,
    'addressee', c.addressee,
    'anchoring', c.anchoring,
    'needs_look', c.needs_look,
    'words_before', c.words_before,
    'speaker_read', c.speaker_read,
    'extractor', c.extractor,
    'extractor_version', c.extractor_version,
    'confidence', c.confidence,
    'decided_at', c.decided_at,
    'created_at', c.created_at,
    'updated_at', c.updated_at,
    'revision', c.revision,
    'disagreement', c.disagreement,
    'article', json_build_object(
        'id', a.id,
        'title', a.title,
        'url', a.url,
        'published_at', to_char(
            a.published_at AT TIME ZONE 'UTC' + make_interval(mins => a.published_offset), 'YYYY-MM-DD"T"HH24:MI:SS'
        ) || CASE WHEN a.published_offset < 0 THEN '-' ELSE '+' END
            || to_char(make_interval(mins => abs(a.published_offset)), 'HH24:MI'),
        'outlet', CASE WHEN o.id IS NOT NULL THEN json_build_object('id', o.id, 'name', o.name) END
    ),
    'version', json_build_object('id', v.id, 'number', v.number),
    'speaker', CASE WHEN s.id IS NOT NULL THEN json_build_object('id', s.id, 'name', s.name, 'kind', s.kind) END,
    'author', author.username,
    'decided_by', decider.username,
    'assignee', assignee.username,
    'comment_count', (SELECT count(*) FROM claims_comment x WHERE x.claim_id = c.id),
    'spans', (
        SELECT json_build_object(
            'content', coalesce(
                json_agg(json_build_array(x.start, x."end") ORDER BY x.start) FILTER (WHERE x.part = 'content'), '[]'
            ),
            'cue', coalesce(
                json_agg(json_build_array(x.start, x."end") ORDER BY x.start) FILTER (WHERE x.part = 'cue'), '[]'
            ),
            'speaker', coalesce(
                json_agg(json_build_array(x.start, x."end") ORDER BY x.start) FILTER (WHERE x.part = 'speaker'), '[]'
            )
        )
        FROM claims_span x WHERE x.claim_id = c.id
    ),
    'cue', (
        SELECT coalesce(string_agg(substr(v.text, x.start + 1, x."end" - x.start), ' … ' ORDER BY x.start), '')
        FROM claims_span x WHERE x.claim_id = c.id AND x.part = 'cue'
    ),
    'denies', (
        SELECT coalesce(string_agg(substr(v.text, x.start + 1, x."end" - x.start), ' … ' ORDER BY x.start), '')
        FROM claims_span x WHERE x.claim_id = c.id AND x.part = 'cue'
    ) ~* '\y(den(y|ies|ied|ying)|(reject|rebuff)(s|ed|ing)?|(dismiss|refut)(es|ed|ing)?)\y',
    'name_as_printed', coalesce(first.name_as_printed, ''),
    'role_as_printed', coalesce(first.role_as_printed, ''),
    'joint_speakers', (
        SELECT coalesce(json_agg(json_build_object(
            'speaker', CASE WHEN y.id IS NOT NULL THEN json_build_object('id', y.id, 'name', y.name, 'kind', y.kind) END,
            'name_as_printed', x.name_as_printed,
            'role_as_printed', x.role_as_printed
        ) ORDER BY x.position), '[]')
        FROM claims_attribution x LEFT JOIN claims_speaker y ON y.id = x.speaker_id
        WHERE x.claim_id = c.id AND x.together
    ),
    'chain', (
        SELECT coalesce(json_agg(json_build_object(
            'speaker', CASE WHEN y.id IS NOT NULL THEN json_build_object('id', y.id, 'name', y.name, 'kind', y.kind) END,
            'name_as_printed', x.name_as_printed,
            'role_as_printed', x.role_as_printed
        ) ORDER BY x.position), '[]')
        FROM claims_attribution x LEFT JOIN claims_speaker y ON y.id = x.speaker_id
        WHERE x.claim_id = c.id AND x.position > 0 AND NOT x.together
    ),
    'tags', (
        SELECT coalesce(json_agg(json_build_object('id', y.id, 'name', y.name) ORDER BY y.name), '[]')
        FROM claims_tagging x JOIN claims_tag y ON y.id = x.tag_id WHERE x.claim_id = c.id
    ),
    'decisions', (
        SELECT coalesce(json_agg(json_build_object('by', y.by, 'status', y.status, 'at', y.at) ORDER BY y.last, y.at), '[]')
        FROM (
            SELECT u.username AS by, x.status, x.at, 0 AS last
            FROM claims_earlierdecision x JOIN accounts_user u ON u.id = x.user_id WHERE x.claim_id = c.id
            UNION ALL SELECT decider.username, c.status, c.decided_at, 1 WHERE decider.id IS NOT NULL
        ) y
    ),
    'link_counts', (
        SELECT coalesce(json_agg(y ORDER BY y.relation, y.direction), '[]') FROM (
            SELECT x.relation, CASE WHEN x.claim_id = c.id THEN 'outgoing' ELSE 'incoming' END AS direction,
                count(*) FILTER (WHERE x.status = 'confirmed') AS confirmed,
                count(*) FILTER (WHERE x.status = 'suggested') AS suggested
            FROM claims_link x
            WHERE (x.claim_id = c.id OR x.other_id = c.id) AND x.status <> 'rejected' GROUP BY 1, 2
        ) y
    ),
    'assessment', (
        WITH RECURSIVE alike (id) AS (
            SELECT c.id UNION SELECT CASE WHEN x.claim_id = alike.id THEN x.other_id ELSE x.claim_id END
            FROM alike JOIN claims_link x ON x.claim_id = alike.id OR x.other_id = alike.id
            WHERE x.relation = 'repeats' AND x.status = 'confirmed'
        )
        SELECT json_build_object(
            'id', x.id, 'rating', json_build_object('id', y.id, 'name', y.name),
            'claim', z.id, 'words_changed', x.words <> z.content
        )
        FROM alike JOIN claims_assessment x ON x.claim_id = alike.id AND x.status = 'published'
        JOIN claims_rating y ON y.id = x.rating_id JOIN claims_claim z ON z.id = x.claim_id
        ORDER BY z.id = c.id DESC, x.id DESC LIMIT 1
    )
    {detail}
) AS shown
FROM page c
JOIN claims_article a ON a.id = c.article_id
JOIN claims_articleversion v ON v.id = c.version_id
LEFT JOIN claims_outlet o ON o.id = a.outlet_id
LEFT JOIN claims_speaker s ON s.id = c.speaker_id
LEFT JOIN accounts_user author ON author.id = c.author_id
LEFT JOIN accounts_user decider ON decider.id = c.decided_by_id
LEFT JOIN accounts_user assignee ON assignee.id = c.assignee_id
LEFT JOIN claims_attribution first ON first.claim_id = c.id AND first.position = 0
ORDER BY {order}
