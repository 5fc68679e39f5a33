-- Members come and go, some of them are admins, and a chat may show them only what is said after they joined. What happens to a chat itself is
-- one of its changes. Whoever stores a message compares removed_rev under the lock of the chat's row. A node of the version before would not:
-- it finds the column last_rev gone, and stores nothing.
SET LOCAL client_min_messages = warning;
-- Whoever holds on to a table keeps the others from it while this waits: rather fail, and try again.
SET LOCAL lock_timeout = '5s';
LOCK TABLE users_model IN SHARE ROW EXCLUSIVE MODE;
LOCK TABLE chats_model, chats_model_users_users_model, changes IN ACCESS EXCLUSIVE MODE;

-- Triggers of others see nothing of this.
CREATE TEMPORARY TABLE triggers_before_members ON COMMIT DROP AS
SELECT tgrelid::regclass AS tab, tgname AS name, tgenabled AS enabled FROM pg_trigger
WHERE tgrelid IN ('chats_model'::regclass, 'chats_model_users_users_model'::regclass) AND NOT tgisinternal AND tgenabled <> 'D';
DO $$
DECLARE here record;
BEGIN
    FOR here IN SELECT * FROM triggers_before_members LOOP
        EXECUTE format('ALTER TABLE %s DISABLE TRIGGER %I', here.tab, here.name);
    END LOOP;
END $$;

-- What others have called by these names moves aside.
DO $$
DECLARE here record;
BEGIN
    FOR here IN
        SELECT attrelid::regclass AS tab, attname AS name, attnotnull AND attidentity = '' AS is_required FROM pg_attribute
        WHERE NOT attisdropped AND attnum > 0
            AND (attrelid = 'chats_model'::regclass AND attname IN ('highest_rev', 'removed_rev', 'history')
                OR attrelid = 'chats_model_users_users_model'::regclass
                AND attname IN ('is_admin', 'joined_seq', 'joined_rev', 'joined_at'))
    LOOP
        RAISE WARNING 'column % of % is renamed to %_before_chats, since Chats needs the name', here.name, here.tab, here.name;
        EXECUTE format('ALTER TABLE %s RENAME COLUMN %I TO %I', here.tab, here.name, here.name || '_before_chats');
        -- Chats adds rows and knows nothing of it
        IF here.is_required THEN
            EXECUTE format('ALTER TABLE %s ALTER COLUMN %I DROP NOT NULL', here.tab, here.name || '_before_chats');
        END IF;
    END LOOP;
    FOR here IN
        SELECT CASE relkind WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END AS kind, oid::regclass::text AS thing, relname AS name FROM pg_class
        WHERE relnamespace = current_schema()::regnamespace AND relname = 'former_members'
        UNION ALL
        SELECT 'TYPE', oid::regtype::text, typname FROM pg_type
        WHERE typnamespace = current_schema()::regnamespace AND typname = 'former_members' AND typrelid = 0
    LOOP
        RAISE WARNING '% is renamed to %_before_chats, since Chats needs the name', here.thing, here.name;
        EXECUTE format('ALTER %s %s RENAME TO %I', here.kind, here.thing, here.name || '_before_chats');
    END LOOP;
END $$;

ALTER TABLE chats_model RENAME COLUMN last_rev TO highest_rev;
ALTER TABLE chats_model
    -- the rev by which a member was last removed
    ADD COLUMN removed_rev bigint NOT NULL DEFAULT 0,
    ADD COLUMN history text NOT NULL DEFAULT 'all' CHECK (history IN ('all', 'joined'));

-- The last seq and rev there were when a member was added; zeros for those who were there from the beginning, and no time for those who
-- were there before this.
ALTER TABLE chats_model_users_users_model
    ADD COLUMN is_admin boolean NOT NULL DEFAULT false,
    ADD COLUMN joined_seq bigint NOT NULL DEFAULT 0,
    ADD COLUMN joined_rev bigint NOT NULL DEFAULT 0,
    ADD COLUMN joined_at TIMESTAMP;

-- Who created a chat is its admin.
UPDATE chats_model_users_users_model m SET is_admin = true
FROM chats_model c WHERE c.id = m.chats_model_id AND c.creator_id = m.users_model_id;

-- Each stay of a member that has ended, by the revs that began and ended it. Ids have the types that they have where a database was taken over.
DO $$
DECLARE user_id text; chat_id text;
BEGIN
    SELECT format_type(atttypid, atttypmod) INTO user_id FROM pg_attribute
    WHERE attrelid = 'users_model'::regclass AND attname = 'id';
    SELECT format_type(atttypid, atttypmod) INTO chat_id FROM pg_attribute
    WHERE attrelid = 'chats_model'::regclass AND attname = 'id';
    EXECUTE format('CREATE TABLE former_members (chat_id %s NOT NULL REFERENCES chats_model ON DELETE CASCADE,'
        ' user_id %2$s NOT NULL REFERENCES users_model ON DELETE CASCADE, joined_seq bigint NOT NULL, joined_rev bigint NOT NULL, left_seq bigint NOT NULL,'
        ' left_rev bigint NOT NULL, left_at TIMESTAMP NOT NULL, removed_by %2$s REFERENCES users_model ON DELETE SET NULL,'
        ' PRIMARY KEY (chat_id, left_rev, user_id))', chat_id, user_id);
    -- A change of the chat itself has the seq 0, and an actor.
    EXECUTE format('ALTER TABLE changes ADD COLUMN actor_id %s REFERENCES users_model ON DELETE SET NULL', user_id);
END $$;
CREATE INDEX ON former_members (user_id);
-- Nodes that have missed something look for who came and went lately.
CREATE INDEX ON former_members (left_at);
CREATE INDEX ON chats_model_users_users_model (joined_at) WHERE joined_rev > 0;

DO $$
DECLARE here record;
BEGIN
    FOR here IN SELECT * FROM triggers_before_members LOOP
        EXECUTE format('ALTER TABLE %s ENABLE %s TRIGGER %I', here.tab,
            CASE here.enabled WHEN 'A' THEN 'ALWAYS' WHEN 'R' THEN 'REPLICA' ELSE '' END, here.name);
    END LOOP;
END $$;
