-- Takes over a database of the original, part 2: the columns of its tables get the types and defaults that V4 goes by.
-- On an empty database this changes nothing.

-- Columns that the original may have: one that is missing is added, one of another type is converted (a TIMESTAMP is
-- UTC already). A column that something else depends on, such as a view, stays aside and is copied.
DO $$
DECLARE wanted record; tab regclass; existing text; converted text;
BEGIN
    FOR wanted IN
        SELECT * FROM (VALUES
            ('users_model', 'created_at', 'timestamp without time zone'),
            ('users_model', 'updated_at', 'timestamp without time zone'),
            ('users_model', 'nickname', 'text'),
            ('users_model', 'email', 'text'),
            ('users_model', 'password', 'text'),
            ('chats_model', 'created_at', 'timestamp without time zone'),
            ('chats_model', 'updated_at', 'timestamp without time zone'),
            ('chats_model', 'name', 'text'),
            ('chats_model_users_users_model', 'chats_model_id', 'integer'),
            ('chats_model_users_users_model', 'users_model_id', 'integer'),
            ('messages_model', 'chat_id', 'integer'),
            ('messages_model', 'author_id', 'integer'),
            ('messages_model', 'message', 'text'),
            ('messages_model', 'created_at', 'timestamp without time zone')
        ) AS columns (tab, name, type)
    LOOP
        SELECT oid INTO tab FROM pg_class
        WHERE relnamespace = current_schema()::regnamespace AND relname = wanted.tab;
        CONTINUE WHEN NOT FOUND;
        SELECT format_type(atttypid, atttypmod) INTO existing FROM pg_attribute
        WHERE attrelid = tab AND attname = wanted.name AND NOT attisdropped;
        IF NOT FOUND THEN
            EXECUTE format('ALTER TABLE %s ADD COLUMN %I %s', tab, wanted.name, wanted.type);
            CONTINUE;
        END IF;
        EXECUTE format('ALTER TABLE %s ALTER %I DROP DEFAULT', tab, wanted.name);
        CONTINUE WHEN existing = wanted.type OR (wanted.type = 'integer' AND existing = 'bigint');
        converted := format(CASE WHEN existing LIKE 'timestamp%with time zone'
            THEN 'timezone(''UTC'', %I)' ELSE '%I::' || wanted.type END, wanted.name);
        BEGIN
            EXECUTE format('ALTER TABLE %s ALTER %I TYPE %s USING %s', tab, wanted.name, wanted.type, converted);
        EXCEPTION WHEN feature_not_supported THEN
            EXECUTE format('ALTER TABLE %s ADD COLUMN converting %s', tab, wanted.type);
            EXECUTE format('UPDATE %s SET converting = %s', tab, converted);
            EXECUTE format('ALTER TABLE %s RENAME %I TO %I', tab, wanted.name, wanted.name || '_before_chats');
            EXECUTE format('ALTER TABLE %s RENAME converting TO %I', tab, wanted.name);
        END;
    END LOOP;
END $$;

-- A column that Chats does not know must not keep it from adding rows: one that needs a value gets the obvious default
-- of its type, and one that is unique, checked or a reference, where no default is right twice, may be empty.
DO $$
DECLARE extra record; standard text;
BEGIN
    FOR extra IN
        SELECT a.attrelid::regclass AS tab, a.attname AS name, t.oid AS type, t.typcategory AS category, t.typtype AS kind,
            EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND a.attnum = ANY (i.indkey))
                OR EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND a.attnum = ANY (k.conkey)
                    AND k.contype IN ('c', 'f', 'x')) AS constrained
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
        WHERE c.relnamespace = current_schema()::regnamespace
            AND c.relname IN ('users_model', 'chats_model', 'chats_model_users_users_model', 'messages_model')
            AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT a.atthasdef AND a.attidentity = ''
            AND NOT EXISTS (SELECT FROM pg_index p
                WHERE p.indrelid = c.oid AND p.indisprimary AND a.attnum = ANY (p.indkey))
            AND (c.relname, a.attname) NOT IN (
                ('users_model', 'created_at'), ('users_model', 'updated_at'), ('users_model', 'nickname'),
                ('chats_model', 'created_at'), ('chats_model', 'updated_at'),
                ('chats_model_users_users_model', 'chats_model_id'),
                ('chats_model_users_users_model', 'users_model_id'),
                ('messages_model', 'message'), ('messages_model', 'created_at'))
    LOOP
        standard := CASE
            WHEN extra.constrained OR extra.name IN ('email', 'password', 'name', 'chat_id', 'author_id') THEN NULL
            WHEN extra.kind = 'e' THEN (SELECT quote_literal(enumlabel) FROM pg_enum
                WHERE enumtypid = extra.type ORDER BY enumsortorder LIMIT 1)
            WHEN extra.kind <> 'b' THEN NULL
            WHEN extra.category = 'S' THEN ''''''
            WHEN extra.category = 'N' THEN '0'
            WHEN extra.category = 'B' THEN 'false'
            WHEN extra.category = 'A' THEN '''{}'''
            WHEN extra.type = 'timestamp'::regtype THEN 'timezone(''utc'', now())'
            WHEN extra.category = 'D' THEN 'now()'
            WHEN extra.type = 'uuid'::regtype THEN 'gen_random_uuid()'
            WHEN extra.type IN ('json'::regtype, 'jsonb'::regtype) THEN '''{}'''
            WHEN extra.type = 'bytea'::regtype THEN ''''''
        END;
        IF standard IS NULL THEN
            EXECUTE format('ALTER TABLE %s ALTER %I DROP NOT NULL', extra.tab, extra.name);
        ELSE
            EXECUTE format('ALTER TABLE %s ALTER %I SET DEFAULT %s', extra.tab, extra.name, standard);
        END IF;
    END LOOP;
END $$;
