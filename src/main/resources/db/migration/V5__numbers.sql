-- Takes over a database of the original, part 4: what its rows say about each other. On an empty database this changes
-- little: its foreign keys are there already, and there is nothing to count.

-- References point at something from now on. Rows that never did are kept, and the key does not look at them.
DO $$
DECLARE wanted record; existing name; key name;
BEGIN
    FOR wanted IN
        SELECT * FROM (VALUES
            ('chats_model', 'creator_id', 'users_model', ''),
            ('chats_model_users_users_model', 'chats_model_id', 'chats_model', 'ON UPDATE CASCADE ON DELETE CASCADE'),
            ('chats_model_users_users_model', 'users_model_id', 'users_model', 'ON UPDATE CASCADE ON DELETE CASCADE'),
            ('messages_model', 'chat_id', 'chats_model', ''),
            ('messages_model', 'author_id', 'users_model', '')
        ) AS keys (tab, name, target, actions)
    LOOP
        key := wanted.tab || '_' || wanted.name || '_fkey';
        SELECT k.conname INTO existing
        FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND k.conkey = ARRAY[a.attnum]
        WHERE k.contype = 'f' AND k.conrelid = wanted.tab::regclass AND k.confrelid = wanted.target::regclass
            AND a.attname = wanted.name
        ORDER BY k.conname = key DESC LIMIT 1;
        IF existing IS NULL THEN
            EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY (%I) REFERENCES %I (id) %s NOT VALID',
                wanted.tab, key, wanted.name, wanted.target, wanted.actions);
            BEGIN
                EXECUTE format('ALTER TABLE %I VALIDATE CONSTRAINT %I', wanted.tab, key);
            EXCEPTION WHEN foreign_key_violation THEN
                NULL; -- new rows are checked all the same
            END;
        ELSIF existing <> key THEN
            EXECUTE format('ALTER TABLE %I RENAME CONSTRAINT %I TO %I', wanted.tab, existing, key);
        END IF;
    END LOOP;
END $$;

-- Where the original's ids are bigint, what Chats adds is so too.
DO $$
DECLARE narrow record;
BEGIN
    FOR narrow IN
        SELECT k.conrelid::regclass AS tab, a.attname AS name
        FROM pg_constraint k
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND k.conkey = ARRAY[a.attnum]
        JOIN pg_attribute id ON id.attrelid = k.confrelid AND k.confkey = ARRAY[id.attnum]
        WHERE k.contype = 'f' AND k.confrelid IN ('users_model'::regclass, 'chats_model'::regclass)
            AND k.conrelid IN ('chats_model'::regclass, 'chats_model_users_users_model'::regclass,
                'messages_model'::regclass, 'whisper_pairs'::regclass, 'logins'::regclass)
            AND a.atttypid = 'integer'::regtype AND id.atttypid = 'bigint'::regtype
    LOOP
        EXECUTE format('ALTER TABLE %s ALTER %I TYPE bigint', narrow.tab, narrow.name);
    END LOOP;
END $$;

-- What V3 has numbered counts for its chat.
UPDATE chats_model c SET last_seq = m.last_seq, updated_at = greatest(c.updated_at, m.latest)
FROM (
    SELECT chat_id, max(seq) AS last_seq, max(created_at) AS latest
    FROM messages_model WHERE seq IS NOT NULL GROUP BY chat_id
) m
WHERE m.chat_id = c.id;

-- Sequences go on above every id there is, also those of users and chats that are gone but that something still refers
-- to: a new user must not find himself in a dead one's chats.
DO $$
BEGIN
    PERFORM setval('users_model_id_seq', greatest(highest, (SELECT last_value FROM users_model_id_seq)))
    FROM (SELECT greatest((SELECT max(id) FROM users_model),
        (SELECT max(users_model_id) FROM chats_model_users_users_model),
        (SELECT max(author_id) FROM messages_model)) AS highest) ids
    WHERE highest IS NOT NULL;

    PERFORM setval('chats_model_id_seq', greatest(highest, (SELECT last_value FROM chats_model_id_seq)))
    FROM (SELECT greatest((SELECT max(id) FROM chats_model),
        (SELECT max(chats_model_id) FROM chats_model_users_users_model),
        (SELECT max(chat_id) FROM messages_model)) AS highest) ids
    WHERE highest IS NOT NULL;

    PERFORM setval('messages_model_id_seq', greatest(highest, (SELECT last_value FROM messages_model_id_seq)))
    FROM (SELECT max(id) AS highest FROM messages_model) ids
    WHERE highest IS NOT NULL;
END $$;
