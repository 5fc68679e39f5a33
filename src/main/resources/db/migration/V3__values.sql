-- Takes over a database of the original, part 3: rows get values that Chats can live with, and every one of them is kept.
-- On an empty database this changes nothing.

-- Each chat's messages are numbered in the order of their ids. Those without a chat or an author get no number: they are
-- in no history. All this comes before the indexes and before the table is written anew for its wider ids, so that a
-- million messages are a matter of seconds.
DO $$
BEGIN
    IF to_regclass('messages_model') IS NOT NULL THEN
        ALTER TABLE messages_model ADD COLUMN seq bigint;
        UPDATE messages_model
        SET message = coalesce(message, ''), created_at = coalesce(created_at, timezone('utc', now()))
        WHERE message IS NULL OR created_at IS NULL;
        IF to_regclass('chats_model') IS NOT NULL AND to_regclass('users_model') IS NOT NULL THEN
            UPDATE messages_model m SET seq = n.seq, created_at = date_trunc('milliseconds', m.created_at)
            FROM (
                SELECT one.id, row_number() OVER (PARTITION BY one.chat_id ORDER BY one.id) AS seq
                FROM messages_model one
                JOIN chats_model chat ON chat.id = one.chat_id
                JOIN users_model author ON author.id = one.author_id
            ) n
            WHERE n.id = m.id;
        END IF;
        ALTER TABLE messages_model
            ALTER message SET NOT NULL,
            ALTER created_at SET NOT NULL,
            ALTER created_at SET DEFAULT date_trunc('milliseconds', timezone('utc', now()));
        BEGIN
            ALTER TABLE messages_model ALTER id TYPE bigint;
            ALTER SEQUENCE messages_model_id_seq AS bigint;
        EXCEPTION WHEN feature_not_supported THEN
            NULL; -- a view shows the ids: they stay as they are, good for two thousand million messages
        END;
    END IF;
END $$;

-- Times in milliseconds. A chat that does not know its own was begun with its first message; V5 looks at the last one.
DO $$
BEGIN
    IF to_regclass('chats_model') IS NOT NULL THEN
        IF to_regclass('messages_model') IS NOT NULL THEN
            UPDATE chats_model c SET created_at = m.first
            FROM (SELECT chat_id, min(created_at) AS first FROM messages_model GROUP BY chat_id) m
            WHERE c.created_at IS NULL AND m.chat_id = c.id;
        END IF;
        UPDATE chats_model
        SET created_at = date_trunc('milliseconds', coalesce(created_at, updated_at, timezone('utc', now()))),
            updated_at = date_trunc('milliseconds', coalesce(updated_at, created_at, timezone('utc', now())));
        ALTER TABLE chats_model
            ALTER created_at SET NOT NULL,
            ALTER created_at SET DEFAULT date_trunc('milliseconds', timezone('utc', now())),
            ALTER updated_at SET NOT NULL,
            ALTER updated_at SET DEFAULT date_trunc('milliseconds', timezone('utc', now()));
    END IF;

    IF to_regclass('users_model') IS NOT NULL THEN
        UPDATE users_model
        SET created_at = date_trunc('milliseconds', coalesce(created_at, updated_at, timezone('utc', now()))),
            updated_at = date_trunc('milliseconds', coalesce(updated_at, created_at, timezone('utc', now())));
        ALTER TABLE users_model
            ALTER created_at SET NOT NULL,
            ALTER created_at SET DEFAULT date_trunc('milliseconds', timezone('utc', now())),
            ALTER updated_at SET NOT NULL,
            ALTER updated_at SET DEFAULT date_trunc('milliseconds', timezone('utc', now()));
    END IF;
END $$;

-- Nicknames are trimmed, 1 to 40 characters and unique, e-mails unique whatever their case. Of two users with the same
-- one the older (the lower id) keeps it; the other's nickname gets his id behind it, and his e-mail is taken from him,
-- so that he cannot log in until somebody gives him one. What was there before is kept beside it.
DO $$
DECLARE named boolean := true;
BEGIN
    IF to_regclass('users_model') IS NULL THEN
        RETURN;
    END IF;
    CREATE TEMPORARY TABLE names ON COMMIT DROP AS
    SELECT id, nickname AS old_nickname, email AS old_email,
        coalesce(nullif(rtrim(left(regexp_replace(nickname, '^\s+|\s+$', '', 'g'), 40)), ''), 'user-' || id) AS nickname,
        nullif(regexp_replace(email, '^\s+|\s+$', '', 'g'), '') AS email
    FROM users_model;
    UPDATE names SET email = NULL FROM (
        SELECT id AS younger FROM (
            SELECT id, row_number() OVER (PARTITION BY lower(email) ORDER BY id) AS place FROM names) places
        WHERE place > 1) taken
    WHERE id = younger;
    LOOP
        UPDATE names SET nickname = CASE
            WHEN named THEN left(nickname, 39 - length(id::text)) || '-' || id
            ELSE 'user-' || left(replace(gen_random_uuid()::text, '-', ''), 12) END
        FROM (
            SELECT id AS younger FROM (
                SELECT id, row_number() OVER (
                    PARTITION BY nickname ORDER BY nickname IS DISTINCT FROM old_nickname, id) AS place
                FROM names) places
            WHERE place > 1) taken
        WHERE id = younger;
        EXIT WHEN NOT FOUND;
        named := false;
    END LOOP;
    DELETE FROM names WHERE (nickname, email) IS NOT DISTINCT FROM (old_nickname, old_email);

    IF EXISTS (SELECT FROM names WHERE old_nickname <> '') THEN
        ALTER TABLE users_model ADD COLUMN IF NOT EXISTS nickname_before_chats text;
        UPDATE users_model u SET nickname_before_chats = n.old_nickname
        FROM names n WHERE n.id = u.id AND n.nickname <> n.old_nickname;
    END IF;
    IF EXISTS (SELECT FROM names WHERE email IS DISTINCT FROM old_email) THEN
        ALTER TABLE users_model ADD COLUMN IF NOT EXISTS email_before_chats text;
        UPDATE users_model u SET email_before_chats = n.old_email
        FROM names n WHERE n.id = u.id AND n.email IS DISTINCT FROM n.old_email;
    END IF;
    -- twice, so that no name is taken by one row before another has let go of it
    UPDATE users_model u SET nickname = gen_random_uuid()::text, email = NULL FROM names n WHERE n.id = u.id;
    UPDATE users_model u SET nickname = n.nickname, email = n.email FROM names n WHERE n.id = u.id;
    ALTER TABLE users_model
        ALTER nickname SET NOT NULL,
        ALTER nickname SET DEFAULT 'user-' || left(replace(gen_random_uuid()::text, '-', ''), 12);
END $$;

-- A user is a member of a chat once.
DO $$
BEGIN
    IF to_regclass('chats_model_users_users_model') IS NOT NULL
            AND to_regclass('chats_model_users_users_model_pkey') IS NULL THEN
        DELETE FROM chats_model_users_users_model a USING chats_model_users_users_model b
        WHERE a.ctid > b.ctid AND a.chats_model_id = b.chats_model_id AND a.users_model_id = b.users_model_id;
        CREATE UNIQUE INDEX chats_model_users_users_model_pkey
            ON chats_model_users_users_model (chats_model_id, users_model_id);
    END IF;
END $$;
