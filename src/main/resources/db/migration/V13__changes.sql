-- Messages can be edited, deleted and reacted to, and each chat counts these changes by rev. A node of the version before may go on meanwhile. It
-- stores messages as before, shows them as they are now and writes nothing of what is new here. It tells nobody of changes, and refuses a
-- message that is sent again after it was edited or deleted, as it compares the texts.
SET LOCAL client_min_messages = warning;
-- Whoever holds on to a table keeps the others from it while this waits: rather fail, and try again.
SET LOCAL lock_timeout = '5s';
LOCK TABLE users_model IN SHARE ROW EXCLUSIVE MODE;
LOCK TABLE chats_model, messages_model IN ACCESS EXCLUSIVE MODE;

-- Triggers of others see nothing of this.
CREATE TEMPORARY TABLE triggers_before_changes ON COMMIT DROP AS
SELECT t.tgname AS name, t.tgenabled AS enabled, position('updatedat' IN lower(p.prosrc || encode(t.tgargs, 'escape'))) > 0
    AND NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = t.tgrelid AND lower(attname) = 'updatedat') AS knows_old_name
FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
WHERE t.tgrelid = 'messages_model'::regclass AND NOT t.tgisinternal AND t.tgenabled <> 'D';
DO $$
DECLARE here record;
BEGIN
    FOR here IN SELECT * FROM triggers_before_changes LOOP
        EXECUTE format('ALTER TABLE messages_model DISABLE TRIGGER %I', here.name);
    END LOOP;
END $$;

-- What others have called by these names moves aside.
DO $$
DECLARE here record;
BEGIN
    FOR here IN
        SELECT attrelid::regclass AS tab, attname AS name FROM pg_attribute
        WHERE NOT attisdropped AND (attrelid = 'chats_model'::regclass AND attname = 'last_rev'
            OR attrelid = 'messages_model'::regclass AND attname IN ('edited_at', 'deleted_at', 'sent_hash', 'reactions'))
    LOOP
        EXECUTE format('ALTER TABLE %s RENAME COLUMN %I TO %I', here.tab, here.name, here.name || '_before_chats');
    END LOOP;
    FOR here IN
        SELECT CASE relkind WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END AS kind, oid::regclass::text AS thing, relname AS name FROM pg_class
        WHERE relnamespace = current_schema()::regnamespace AND relname IN ('changes', 'edits')
        UNION ALL
        SELECT 'TYPE', oid::regtype::text, typname FROM pg_type
        WHERE typnamespace = current_schema()::regnamespace AND typname IN ('changes', 'edits') AND typrelid = 0
    LOOP
        RAISE WARNING '% is renamed to %_before_chats, since Chats needs the name', here.thing, here.name;
        EXECUTE format('ALTER %s %s RENAME TO %I', here.kind, here.thing, here.name || '_before_chats');
    END LOOP;
END $$;

ALTER TABLE chats_model ADD COLUMN last_rev bigint NOT NULL DEFAULT 0;
ALTER TABLE messages_model
    ADD COLUMN edited_at TIMESTAMP,
    ADD COLUMN deleted_at TIMESTAMP,
    -- of the text as it was first sent, once that was edited: by it a message that is sent again is known
    ADD COLUMN sent_hash bytea,
    -- each emoji on a line, with the ids of its users behind it; null if there are none
    ADD COLUMN reactions text;

-- Each message that was changed, with the latest rev of it and the last message there was then; and the edits that have an id of their
-- sender's, so that a resend finds them. Ids have the types that they have where a database was taken over.
DO $$
DECLARE user_id text; chat_id text;
BEGIN
    SELECT format_type(atttypid, atttypmod) INTO user_id FROM pg_attribute
    WHERE attrelid = 'users_model'::regclass AND attname = 'id';
    SELECT format_type(atttypid, atttypmod) INTO chat_id FROM pg_attribute
    WHERE attrelid = 'chats_model'::regclass AND attname = 'id';
    EXECUTE format('CREATE TABLE changes (chat_id %s NOT NULL REFERENCES chats_model ON DELETE CASCADE, rev bigint NOT NULL,'
        ' after_seq bigint NOT NULL, seq bigint NOT NULL, PRIMARY KEY (chat_id, rev), UNIQUE (chat_id, seq))', chat_id);
    EXECUTE format('CREATE TABLE edits (author_id %s NOT NULL REFERENCES users_model ON DELETE CASCADE,'
        ' client_change_id varchar(64) NOT NULL, chat_id %s NOT NULL REFERENCES chats_model ON DELETE CASCADE, seq bigint NOT NULL,'
        ' text_hash bytea, PRIMARY KEY (author_id, client_change_id))', user_id, chat_id);
END $$;
CREATE INDEX ON edits (chat_id, seq);

-- A deleted message has no text. What others demand of the text holds for the rest.
DO $$
DECLARE here record;
BEGIN
    FOR here IN
        SELECT conname AS name, pg_get_constraintdef(oid) AS rule FROM pg_constraint
        WHERE conrelid = 'messages_model'::regclass AND contype = 'c' AND conparentid = 0
            AND (SELECT attnum FROM pg_attribute WHERE attrelid = conrelid AND attname = 'message') = ANY (conkey)
    LOOP
        RAISE WARNING 'constraint % on messages_model lets messages be deleted from now on: %', here.name, here.rule;
        EXECUTE format('ALTER TABLE messages_model DROP CONSTRAINT %1$I, ADD CONSTRAINT %1$I %2$s', here.name,
            regexp_replace(here.rule, '^CHECK \(', 'CHECK (deleted_at IS NOT NULL OR '));
    END LOOP;
END $$;

-- Whatever was deleted by TypeORM's soft delete is a deleted message now. Its text goes, also from columns of others: one that the take-over
-- kept, a copy in whatever case, words to search for. The time is by the clock of the database's zone, as in V0.1. One that no calendar has
-- or that is still to come deletes nothing, nor does a column that may not be null: they are something else.
DO $$
DECLARE zone text; copies text := ''; here record;
BEGIN
    SELECT substr(setting, 10) INTO zone
    FROM pg_db_role_setting, unnest(setconfig) AS setting
    WHERE lower(setting) LIKE 'timezone=%'
        AND setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
        AND setrole IN (0, (SELECT oid FROM pg_roles WHERE rolname = current_user))
    ORDER BY setdatabase <> 0 AND setrole <> 0 DESC, setrole <> 0 DESC, setdatabase <> 0 DESC
    LIMIT 1;

    CREATE TEMPORARY TABLE soft_deletions ON COMMIT DROP AS
    SELECT attname AS name, atttypid = 'timestamptz'::regtype AS has_zone FROM pg_attribute
    WHERE attrelid = 'messages_model'::regclass AND attnum > 0 AND NOT attisdropped AND NOT attnotnull AND attname <> 'deleted_at'
        AND lower(attname) IN ('deletedat', 'deleted_at', 'deleted_at_before_chats')
        AND atttypid IN ('timestamp'::regtype, 'timestamptz'::regtype);

    FOR here IN
        SELECT a.attname AS name, a.attname = 'message_before_chats' OR a.atttypid = 'tsvector'::regtype AS is_always
        FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
        WHERE a.attrelid = 'messages_model'::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
            AND (t.typcategory = 'S' AND t.typtype = 'b' OR a.atttypid = 'tsvector'::regtype OR a.attname = 'message_before_chats')
            AND a.attname NOT IN ('message', 'client_message_id', 'reactions')
            AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisprimary AND a.attnum = ANY (i.indkey))
            AND EXISTS (SELECT FROM soft_deletions)
    LOOP
        EXECUTE format('ALTER TABLE messages_model ALTER %I DROP NOT NULL', here.name);
        copies := copies || format(CASE WHEN here.is_always THEN ', %I = NULL' ELSE ', %1$I = CASE'
            ' WHEN users_model_folded(%1$I::text) COLLATE "C" <> users_model_folded(message) THEN %1$I END' END, here.name);
    END LOOP;

    FOR here IN SELECT * FROM soft_deletions ORDER BY name <> 'deleted_at_before_chats', name LOOP
        EXECUTE format('UPDATE messages_model SET message = '''', deleted_at = date_trunc(''milliseconds'', %s)%s'
            ' WHERE deleted_at IS NULL AND %I BETWEEN ''0001-01-02'' AND now() + interval ''1 day''',
            format(CASE
                WHEN here.has_zone THEN 'timezone(''UTC'', %I)'
                WHEN zone IS NULL THEN '%I'
                ELSE 'timezone(''UTC'', timezone(%2$L, %1$I))' END, here.name, zone),
            copies, here.name);
    END LOOP;
END $$;

-- Triggers go on, but not those whose function names a column that the take-over has renamed: until now nothing changed a message.
DO $$
DECLARE here record;
BEGIN
    FOR here IN SELECT * FROM triggers_before_changes LOOP
        IF here.knows_old_name THEN
            RAISE WARNING 'trigger % on messages_model stays disabled, since its function knows an old name: updatedAt', here.name;
        ELSE
            EXECUTE format('ALTER TABLE messages_model ENABLE %s TRIGGER %I',
                CASE here.enabled WHEN 'A' THEN 'ALWAYS' WHEN 'R' THEN 'REPLICA' ELSE '' END, here.name);
        END IF;
    END LOOP;
END $$;

-- What a message says is deleted together with what the take-over has kept aside of it.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'messages_model'::regclass AND attname = 'message_before_chats' AND NOT attisdropped) THEN
        ALTER TABLE messages_model ALTER message_before_chats DROP NOT NULL;
        CREATE FUNCTION messages_model_forget() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN NEW.message_before_chats := NULL; RETURN NEW; END';
        CREATE TRIGGER messages_model_forget BEFORE UPDATE OF deleted_at ON messages_model
            FOR EACH ROW WHEN (NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION messages_model_forget();
    END IF;
END $$;
