WITH RECURSIVE page AS (SELECT id FROM claims_claim c WHERE {where} ORDER BY {order} LIMIT {limit}),
alike (page_id, id) AS (
    SELECT id, id FROM page UNION SELECT page_id, iif(x.claim_id = alike.id, x.other_id, x.claim_id)
    FROM alike JOIN claims_link x ON x.claim_id = alike.id OR x.other_id = alike.id
    WHERE x.relation = 'repeats' AND x.status = 'confirmed'
)
SELECT json_object(
    'id', c.id,
    'content', c.content,
    'quote_type', c.quote_type,
    'form', c.form,
    'status', c.status,
    'said_on', c.said_on,
    'at_second', c.at_second,
    'addressee', c.addressee,
    'anchoring', c.anchoring,
    'needs_look', json(iif(c.needs_look, 'true', 'false')),
    'words_before', c.words_before,
    'speaker_read', c.speaker_read,
    'extractor', c.extractor,
    'extractor_version', c.extractor_version,
    'confidence', c.confidence,
    'decided_at', replace(c.decided_at, ' ', 'T') || '+00:00',
    'created_at', replace(c.created_at, ' ', 'T') || '+00:00',
    'updated_at', replace(c.updated_at, ' ', 'T') || '+00:00',
    'revision', c.revision,
    'disagreement', json(iif(c.disagreement, 'true', 'false')),
    'article', json_object(
        'id', a.id,
        'title', a.title,
        'url', a.url,
        'published_at', strftime('%Y-%m-%dT%H:%M:%S', a.published_at, a.published_offset || ' minutes')
            || printf(
                '%s%02d:%02d',
                iif(a.published_offset < 0, '-', '+'), abs(a.published_offset) / 60, abs(a.published_offset) % 60
            ),
        'outlet', iif(o.id IS NULL, NULL, json_object('id', o.id, 'name', o.name))
    ),
    'version', json_object('id', v.id, 'number', v.number),
    'speaker', iif(s.id IS NULL, NULL, json_object('id', s.id, 'name', s.name, 'kind', s.kind)),
    'author', author.username,
    'decided_by', decider.username,
    'assignee', assignee.username,
    'comment_count', (SELECT count(*) FROM claims_comment x WHERE x.claim_id = c.id),
    'spans', json_object(
        'content', (
            SELECT json_group_array(json_array(x.start, x."end")) FROM (
                SELECT * FROM claims_span WHERE claim_id = c.id AND part = 'content' ORDER BY start
            ) x
        ),
        'cue', (
            SELECT json_group_array(json_array(x.start, x."end")) FROM (
                SELECT * FROM claims_span WHERE claim_id = c.id AND part = 'cue' ORDER BY start
            ) x
        ),
        'speaker', (
            SELECT json_group_array(json_array(x.start, x."end")) FROM (
                SELECT * FROM claims_span WHERE claim_id = c.id AND part = 'speaker' ORDER BY start
            ) x
        )
    ),
    'cue', (
        SELECT coalesce(group_concat(words, ' … '), '') FROM (
            SELECT substr(v.text, start + 1, "end" - start) AS words
            FROM claims_span WHERE claim_id = c.id AND part = 'cue' ORDER BY start
        )
    ),
    'denies', json(iif((
        SELECT coalesce(group_concat(words, ' … '), '') FROM (
            SELECT substr(v.text, start + 1, "end" - start) AS words
            FROM claims_span WHERE claim_id = c.id AND part = 'cue' ORDER BY start
        )
    ) LIKE '%denied%', 'true', 'false')),
    'name_as_printed', coalesce(first.name_as_printed, ''),
    'role_as_printed', coalesce(first.role_as_printed, ''),
    'joint_speakers', (
        SELECT json_group_array(json_object(
            'speaker', iif(y.id IS NULL, NULL, json_object('id', y.id, 'name', y.name, 'kind', y.kind)),
            'name_as_printed', x.name_as_printed,
            'role_as_printed', x.role_as_printed
        ))
        FROM (SELECT * FROM claims_attribution WHERE claim_id = c.id AND together ORDER BY position) x
        LEFT JOIN claims_speaker y ON y.id = x.speaker_id
    ),
    'chain', (
        SELECT json_group_array(json_object(
            'speaker', iif(y.id IS NULL, NULL, json_object('id', y.id, 'name', y.name, 'kind', y.kind)),
            'name_as_printed', x.name_as_printed,
            'role_as_printed', x.role_as_printed
        ))
        FROM (SELECT * FROM claims_attribution WHERE claim_id = c.id AND position > 0 AND NOT together ORDER BY position) x
        LEFT JOIN claims_speaker y ON y.id = x.speaker_id
    ),
    'tags', (
        SELECT json_group_array(json_object('id', y.id, 'name', y.name)) FROM (
            SELECT t.id, t.name FROM claims_tagging x JOIN claims_tag t ON t.id = x.tag_id
            WHERE x.claim_id = c.id ORDER BY t.name
        ) y
    ),
    'decisions', (
        SELECT json_group_array(json_object(
            'by', y.username, 'status', y.status, 'at', replace(y.at, ' ', 'T') || '+00:00'
        )) FROM (
            SELECT u.username, x.status, x.at, 0 AS last
            FROM claims_earlierdecision x JOIN accounts_user u ON u.id = x.user_id WHERE x.claim_id = c.id
            UNION ALL SELECT decider.username, c.status, c.decided_at, 1 WHERE decider.id IS NOT NULL
            ORDER BY last, at
        ) y
    ),
    'link_counts', (
        SELECT json_group_array(json_object(
            'relation', y.relation, 'direction', y.direction, 'confirmed', y.confirmed, 'suggested', y.suggested
        )) FROM (
            SELECT x.relation, iif(x.claim_id = c.id, 'outgoing', 'incoming') AS direction,
                sum(x.status = 'confirmed') AS confirmed, sum(x.status = 'suggested') AS suggested
            FROM claims_link x
            WHERE (x.claim_id = c.id OR x.other_id = c.id) AND x.status <> 'rejected' GROUP BY 1, 2 ORDER BY 1, 2
        ) y
    ),
    'assessment', json((
        SELECT json_object(
            'id', x.id, 'rating', json_object('id', y.id, 'name', y.name),
            'claim', z.id, 'words_changed', json(iif(x.words <> z.content, 'true', 'false'))
        )
        FROM alike JOIN claims_assessment x ON x.claim_id = alike.id AND x.status = 'published'
        JOIN claims_rating y ON y.id = x.rating_id JOIN claims_claim z ON z.id = x.claim_id
        WHERE alike.page_id = c.id
        ORDER BY z.id = alike.page_id DESC, x.id DESC LIMIT 1
    ))
    {detail}
) AS shown
FROM claims_claim c
JOIN claims_article a ON a.id = c.article_id
JOIN claims_articleversion v ON v.id = c.version_id
LEFT JOIN claims_outlet o ON o.id = a.outlet_id
LEFT JOIN claims_speaker s ON s.id = c.speaker_id
LEFT JOIN accounts_user author ON author.id = c.author_id
LEFT JOIN accounts_user decider ON decider.id = c.decided_by_id
LEFT JOIN accounts_user assignee ON assignee.id = c.assignee_id
LEFT JOIN claims_attribution first ON first.claim_id = c.id AND first.position = 0
WHERE {where} ORDER BY {order} LIMIT {limit}
