-- Takes over a database of the original, part 1: its four tables get the names that V4 goes by, for their columns,
-- indexes and sequences. On an empty database this changes nothing. What stands in the way of a name of Chats is kept
-- under that name and "_before_chats".

-- The original may still be running: it waits from here on. A transaction that it forgot must not hold us for ever.
SET LOCAL lock_timeout = '30s';
DO $$
DECLARE here regclass;
BEGIN
    FOR here IN
        SELECT oid FROM pg_class
        WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
            AND relname IN ('users_model', 'chats_model', 'chats_model_users_users_model', 'messages_model')
        ORDER BY relname
    LOOP
        EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', here);
    END LOOP;
END $$;

-- "createdAt" becomes created_at. If there are both, the one in snake_case is right, and the other fills its gaps.
DO $$
DECLARE here record;
BEGIN
    FOR here IN
        SELECT c.oid::regclass AS tab, camel.attname AS old, names.name AS new, snake.attname IS NOT NULL AS both_exist
        FROM pg_class c
        JOIN pg_attribute camel ON camel.attrelid = c.oid AND camel.attnum > 0 AND NOT camel.attisdropped
        JOIN (VALUES ('created_at'), ('updated_at'), ('chats_model_id'), ('users_model_id'), ('chat_id'), ('author_id'))
            AS names (name) ON camel.attname <> names.name AND lower(camel.attname) = replace(names.name, '_', '')
        LEFT JOIN pg_attribute snake
            ON snake.attrelid = c.oid AND snake.attname = names.name AND NOT snake.attisdropped
        WHERE c.relnamespace = current_schema()::regnamespace
            AND c.relname IN ('users_model', 'chats_model', 'chats_model_users_users_model', 'messages_model')
        ORDER BY c.relname, camel.attnum
    LOOP
        IF here.both_exist THEN
            EXECUTE format('UPDATE %s SET %I = %I WHERE %2$I IS NULL', here.tab, here.new, here.old);
        ELSE
            EXECUTE format('ALTER TABLE %s RENAME COLUMN %I TO %I', here.tab, here.old, here.new);
        END IF;
    END LOOP;
END $$;

-- Columns that only Chats has.
DO $$
DECLARE here record;
BEGIN
    FOR here IN
        SELECT a.attrelid::regclass AS tab, a.attname AS name
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE c.relnamespace = current_schema()::regnamespace AND NOT a.attisdropped
            AND (c.relname, a.attname) IN (
                ('users_model', 'issuer'), ('users_model', 'subject'),
                ('chats_model', 'last_seq'), ('chats_model', 'creator_id'), ('chats_model', 'client_chat_id'),
                ('messages_model', 'seq'), ('messages_model', 'whisper_pair_id'),
                ('messages_model', 'client_message_id'))
    LOOP
        EXECUTE format('ALTER TABLE %s RENAME COLUMN %I TO %I', here.tab, here.name, here.name || '_before_chats');
    END LOOP;
END $$;

-- Indexes and the constraints that stand on them: what has one of Chats' names and is something else moves aside, then
-- what is the same under another name, as TypeORM calls it, gets the name.
DO $$
DECLARE wanted record; existing record;
BEGIN
    FOR wanted IN
        SELECT * FROM (VALUES
            ('users_model', 'users_model_pkey', ARRAY['id']::name[], true),
            ('users_model', 'users_model_nickname_key', ARRAY['nickname'], true),
            ('users_model', 'users_model_lower_email_key', NULL, true),
            ('users_model', 'users_model_issuer_subject_key', NULL, true),
            ('users_model', 'users_model_nickname_prefix_idx', NULL, false),
            ('chats_model', 'chats_model_pkey', ARRAY['id'], true),
            ('chats_model', 'chats_model_client_chat_id_key', NULL, true),
            ('chats_model_users_users_model', 'chats_model_users_users_model_pkey',
                ARRAY['chats_model_id', 'users_model_id'], true),
            ('chats_model_users_users_model', 'chats_model_users_users_model_reverse_idx',
                ARRAY['users_model_id', 'chats_model_id'], false),
            ('messages_model', 'messages_model_pkey', ARRAY['id'], true),
            ('messages_model', 'messages_model_chat_seq_key', NULL, true),
            ('messages_model', 'messages_model_whisper_pair_seq_key', NULL, true),
            ('messages_model', 'messages_model_client_message_id_key', NULL, true)
        ) AS indexes (tab, name, columns, is_unique)
    LOOP
        SELECT i.indexrelid AS oid, x.relname AS name INTO existing
        FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid
        WHERE t.relnamespace = current_schema()::regnamespace AND t.relname = wanted.tab
            AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL AND i.indisunique >= wanted.is_unique
            AND wanted.columns = ARRAY(
                SELECT a.attname FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k (num, ord)
                JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.num
                WHERE k.ord <= i.indnkeyatts ORDER BY k.ord)
        ORDER BY i.indisprimary DESC, x.relname = wanted.name DESC, x.relname
        LIMIT 1;
        IF existing.name = wanted.name THEN
            CONTINUE;
        END IF;
        IF EXISTS (SELECT FROM pg_class WHERE relnamespace = current_schema()::regnamespace
                AND relname = wanted.name AND relkind IN ('i', 'I')) THEN
            EXECUTE format('ALTER INDEX %I RENAME TO %I', wanted.name, wanted.name || '_before_chats');
        END IF;
        IF existing.name IS NOT NULL THEN
            EXECUTE format('ALTER INDEX %s RENAME TO %I', existing.oid::regclass, wanted.name);
        END IF;
    END LOOP;
END $$;

-- Ids: an integer with a sequence behind it that is called TABLE_id_seq and counts by one, whether SERIAL or identity.
DO $$
DECLARE tab text; wanted text; owned regclass; id record;
BEGIN
    FOREACH tab IN ARRAY ARRAY['users_model', 'chats_model', 'messages_model'] LOOP
        CONTINUE WHEN NOT EXISTS (SELECT FROM pg_class
            WHERE relnamespace = current_schema()::regnamespace AND relname = tab);
        SELECT atttypid::regtype AS type, attidentity AS identity INTO id
        FROM pg_attribute WHERE attrelid = tab::regclass AND attname = 'id' AND NOT attisdropped;
        IF id.type IS NULL OR id.type NOT IN ('integer'::regtype, 'bigint'::regtype) THEN
            RAISE EXCEPTION 'column id of table % must be an integer to be taken over, but is %',
                tab, coalesce(id.type::text, 'missing');
        END IF;
        IF NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = tab::regclass AND i.indisunique
                AND i.indnkeyatts = 1 AND i.indpred IS NULL
                AND i.indkey[0] = (SELECT attnum FROM pg_attribute WHERE attrelid = tab::regclass AND attname = 'id')) THEN
            EXECUTE format('ALTER TABLE %I ADD PRIMARY KEY (id)', tab);
        END IF;

        owned := pg_get_serial_sequence(tab, 'id')::regclass;
        wanted := tab || '_id_seq';
        IF owned IS NULL AND to_regclass(wanted) IS NULL THEN
            EXECUTE format('CREATE SEQUENCE %I AS %s OWNED BY %I.id', wanted, id.type, tab);
        ELSIF owned <> to_regclass(wanted) OR to_regclass(wanted) IS NULL THEN
            IF to_regclass(wanted) IS NOT NULL THEN
                EXECUTE format('ALTER SEQUENCE %I RENAME TO %I', wanted, wanted || '_before_chats');
            END IF;
            EXECUTE format('ALTER SEQUENCE %s RENAME TO %I', owned, wanted);
        END IF;
        EXECUTE format('ALTER SEQUENCE %I INCREMENT BY 1 NO CYCLE', wanted);
        IF id.identity = '' THEN
            EXECUTE format('ALTER TABLE %I ALTER id SET DEFAULT nextval(%L)', tab, wanted);
        ELSE
            EXECUTE format('ALTER TABLE %I ALTER id SET GENERATED BY DEFAULT', tab);
        END IF;
    END LOOP;
END $$;
