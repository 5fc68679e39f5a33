-- Fills Chats' empty tables in one transaction; chats.bench.Fill sets the numbers. The rows are the same each time. Few are busy
-- and many are not: user 1 is in the most chats, chat 1 has the most messages. Nothing is asked of a client here that the
-- application would not have stored: seqs without holes, authors who are members, the last seq and time in the chat's row.

-- Indexes are made in the end, and nobody needs to prove row by row that what is made here refers to what is made here.
CREATE TEMP TABLE made_later ON COMMIT DROP AS
SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
WHERE t.relname IN ('messages_model', 'chats_model_users_users_model') AND t.relnamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = i.indexrelid);

DO $$
DECLARE index text;
BEGIN
    FOR index IN SELECT name FROM made_later LOOP
        EXECUTE 'DROP INDEX ' || index;
    END LOOP;
END $$;

DO $$
BEGIN
    SET LOCAL session_replication_role = replica;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'this takes longer than it would for a superuser';
END $$;

SET LOCAL work_mem = '256MB';
SET LOCAL maintenance_work_mem = '512MB';

-- 0 to 1, as good as random and the same each time
CREATE FUNCTION pg_temp.chance(of bigint, salt bigint) RETURNS double precision LANGUAGE sql IMMUTABLE AS
$$ SELECT (hashint8extended(of, salt) & 4294967295) / 4294967296.0::double precision $$;

CREATE FUNCTION pg_temp.wanted(what text) RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT current_setting('fill.' || what)::bigint $$;

-- half of all have a quarter of the numbers: the lower ones are busy
CREATE FUNCTION pg_temp.busy_user(of bigint, salt bigint) RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT 1 + floor(pg_temp.wanted('users') * pg_temp.chance(of, salt) ^ 2)::bigint $$;

INSERT INTO users_model (id, nickname, email)
SELECT u, name || '-' || u, name || '-' || u || '@example.org'
FROM generate_series(1, pg_temp.wanted('users')) u,
    LATERAL (SELECT (ARRAY['alice', 'bob', 'carol', 'dave', 'erin', 'frank', 'grace', 'heidi', 'ivan', 'judy',
        'mallory', 'niaj', 'olivia', 'peggy', 'rupert', 'sybil', 'trent', 'victor', 'walter', 'zoe'])
        [1 + floor(20 * pg_temp.chance(u, 1))::int] AS name) n;

-- the first c chats have a share of sqrt(c / chats) of all messages
INSERT INTO chats_model (id, name, created_at, updated_at, last_seq)
SELECT c, CASE WHEN c % 3 = 0 THEN 'Room ' || c END, TIMESTAMP '2025-01-01',
    TIMESTAMP '2025-01-01' + date_trunc('milliseconds', INTERVAL '365 days' * pg_temp.chance(c, 2)), 0
FROM generate_series(1, pg_temp.wanted('chats')) c;

INSERT INTO chats_model_users_users_model (chats_model_id, users_model_id)
SELECT DISTINCT c, pg_temp.busy_user(c * 100000 + k, 4)
FROM generate_series(1, pg_temp.wanted('chats')) c,
    generate_series(1, 2 + floor((2 * pg_temp.wanted('members') - 3) * pg_temp.chance(c, 3))::int) k;

CREATE TEMP TABLE crowd ON COMMIT DROP AS
SELECT c.chat, array_agg(users_model_id ORDER BY users_model_id) AS members, min(messages) AS messages
FROM chats_model_users_users_model
JOIN (SELECT c AS chat, floor(pg_temp.wanted('messages') * sqrt(c::float8 / pg_temp.wanted('chats')))
        - floor(pg_temp.wanted('messages') * sqrt((c - 1)::float8 / pg_temp.wanted('chats'))) AS messages
    FROM generate_series(1, pg_temp.wanted('chats')) c) c ON c.chat = chats_model_id
GROUP BY c.chat;
ANALYZE crowd;

-- in the order of their time, so that a chat's messages lie scattered over the table as they would
INSERT INTO messages_model (id, chat_id, author_id, seq, message, client_message_id, created_at)
SELECT id, chat, members[1 + floor(cardinality(members) * pg_temp.chance(id, 5))::int], seq,
    'Message ' || seq || ' of chat ' || chat || repeat('.', floor(80 * pg_temp.chance(id, 6))::int),
    CASE WHEN id % 10 > 0 THEN 'c-' || md5(id::text) END, at
FROM (
    SELECT row_number() OVER (ORDER BY at, chat, seq) AS id, chat, seq, at
    FROM (
        SELECT chat, seq, TIMESTAMP '2025-01-01' + date_trunc('milliseconds',
            INTERVAL '365 days' * ((seq - pg_temp.chance(chat, 2)) / messages)) AS at
        FROM crowd, generate_series(1, messages::bigint) seq
    ) m
) m JOIN crowd USING (chat);

UPDATE chats_model SET creator_id = members[1], last_seq = messages, updated_at = CASE WHEN messages = 0 THEN updated_at
    ELSE TIMESTAMP '2025-01-01' + date_trunc('milliseconds', INTERVAL '365 days' * ((messages - pg_temp.chance(id, 2)) / messages)) END
FROM crowd WHERE chat = id;

INSERT INTO chats_model (id, low_user_id, high_user_id, last_seq, created_at, updated_at)
SELECT pg_temp.wanted('chats') + row_number() OVER (ORDER BY low, high), low, high, last_seq, TIMESTAMP '2025-01-01',
    TIMESTAMP '2025-01-01' + date_trunc('milliseconds', INTERVAL '365 days' * (1 - pg_temp.chance(p, 2) / last_seq))
FROM (
    SELECT DISTINCT ON (low, high) p, low, high,
        1 + floor((2 * pg_temp.wanted('whispers') / pg_temp.wanted('pairs') - 1) * pg_temp.chance(p, 8))::bigint AS last_seq
    FROM generate_series(1, pg_temp.wanted('pairs')) p,
        LATERAL (SELECT pg_temp.busy_user(p, 9) AS one, pg_temp.busy_user(p, 10) AS other) u,
        LATERAL (SELECT least(one, other) AS low, greatest(one, other) AS high) o
    ORDER BY low, high
) p;

INSERT INTO messages_model (id, chat_id, author_id, seq, message, created_at)
SELECT pg_temp.wanted('messages') + row_number() OVER (ORDER BY p.updated_at, p.id, seq), p.id,
    CASE WHEN pg_temp.chance(p.id + seq, 11) < 0.5 THEN low_user_id ELSE high_user_id END, seq, 'Whisper ' || seq,
    p.updated_at - (p.last_seq - seq) * INTERVAL '1 minute'
FROM chats_model p, generate_series(1, p.last_seq) seq WHERE p.low_user_id IS NOT NULL;

-- One message of five was changed, and each of these edits had an id of its author's.
INSERT INTO changes (chat_id, rev, after_seq, seq)
SELECT chat_id, row_number() OVER (PARTITION BY chat_id ORDER BY seq), seq, seq FROM messages_model WHERE seq % 5 = 2;

UPDATE chats_model c SET highest_rev = r.rev
FROM (SELECT chat_id, max(rev) AS rev FROM changes GROUP BY chat_id) r WHERE r.chat_id = c.id;

INSERT INTO edits (author_id, client_change_id, chat_id, seq, text_hash)
SELECT author_id, 'edit-' || id, chat_id, seq, sha256(message::bytea) FROM messages_model WHERE seq % 5 = 2;

-- Most logins have ended within the last day, and each went on by some refresh tokens. Of two hundred one has ended long ago, and of
-- another the tokens have run out, so that Chats sweeps them away.
INSERT INTO logins (id, user_id, created_at, ended_at)
SELECT md5('login' || l)::uuid, 1 + l % pg_temp.wanted('users'), timezone('utc', now()) - INTERVAL '20 days',
    CASE WHEN l % 200 = 1 THEN timezone('utc', now()) - INTERVAL '3 days'
        WHEN l % 4 > 0 THEN timezone('utc', now()) - INTERVAL '20 hours' * pg_temp.chance(l, 12) END
FROM generate_series(1, pg_temp.wanted('logins')) l;

INSERT INTO refresh_tokens (token_hash, login_id, expires_at, used_at)
SELECT sha256(('token' || l || '/' || t)::bytea), md5('login' || l)::uuid,
    timezone('utc', now()) + CASE WHEN l % 200 = 0 THEN INTERVAL '-3 days' ELSE INTERVAL '10 days' END,
    CASE WHEN t < 3 THEN timezone('utc', now()) - INTERVAL '20 hours' END
FROM generate_series(1, pg_temp.wanted('logins')) l, generate_series(1, 3) t;

DO $$
DECLARE index text;
BEGIN
    FOR index IN SELECT definition FROM made_later LOOP
        EXECUTE index;
    END LOOP;
END $$;

SELECT setval(pg_get_serial_sequence(name, 'id'), highest)
FROM (SELECT 'users_model' AS name, max(id) AS highest FROM users_model
    UNION ALL SELECT 'chats_model', max(id) FROM chats_model
    UNION ALL SELECT 'messages_model', max(id) FROM messages_model) ids;
