-- Takes over a database of the original, part 0: what others have added to its four tables and would keep Chats from reading or
-- writing them. On an empty database this changes nothing.

-- The original may still be running: it waits from here on. A transaction that it forgot must not hold us for ever.
SET LOCAL lock_timeout = '30s';
CREATE TEMPORARY TABLE tables_before_chats ON COMMIT DROP AS
SELECT oid, oid::regclass AS tab, relname AS name FROM pg_class
WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
    AND relname IN ('users_model', 'chats_model', 'chats_model_users_users_model', 'messages_model');
DO $$
DECLARE here record;
BEGIN
    FOR here IN SELECT * FROM tables_before_chats ORDER BY name LOOP
        EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', here.tab);
    END LOOP;
END $$;

-- The columns that Chats writes, as they are called now and as V1 calls them.
CREATE TEMPORARY TABLE written_by_chats ON COMMIT DROP AS
SELECT t.tab, a.attnum AS num, a.attname AS name, w.name AS renamed
FROM (VALUES
    ('users_model', 'nickname'), ('users_model', 'email'), ('users_model', 'password'),
    ('users_model', 'created_at'), ('users_model', 'updated_at'),
    ('chats_model', 'name'), ('chats_model', 'created_at'), ('chats_model', 'updated_at'),
    ('chats_model_users_users_model', 'chats_model_id'), ('chats_model_users_users_model', 'users_model_id'),
    ('messages_model', 'message'), ('messages_model', 'chat_id'), ('messages_model', 'author_id'),
    ('messages_model', 'created_at')) AS w (tab, name)
JOIN tables_before_chats t ON t.name = w.tab
JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
    AND (a.attname = w.name OR w.name LIKE '%\_%' AND lower(a.attname) = replace(w.name, '_', ''));

-- Triggers see nothing of the take-over; V8.1 lets them go on.
CREATE TEMPORARY TABLE triggers_before_chats ON COMMIT DROP AS
SELECT t.tgrelid::regclass AS tab, t.tgname AS name, t.tgenabled AS enabled, (
    SELECT string_agg(w.name, ', ') FROM written_by_chats w
    WHERE w.name <> w.renamed AND position(lower(w.name) IN lower(p.prosrc || encode(t.tgargs, 'escape'))) > 0) AS old_names
FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND t.tgrelid IN (SELECT oid FROM tables_before_chats);
DO $$
DECLARE here record;
BEGIN
    FOR here IN SELECT * FROM triggers_before_chats LOOP
        EXECUTE format('ALTER TABLE %s DISABLE TRIGGER %I', here.tab, here.name);
    END LOOP;
END $$;

-- What is allowed in these columns Chats knows itself. A message that it takes must not fail on an older, narrower rule.
DO $$
DECLARE here record;
BEGIN
    FOR here IN
        SELECT k.conrelid::regclass AS tab, k.conname AS name, pg_get_constraintdef(k.oid) AS rule
        FROM pg_constraint k
        WHERE k.contype IN ('c', 'x') AND k.conparentid = 0
            AND EXISTS (SELECT FROM written_by_chats w WHERE w.tab = k.conrelid AND w.num = ANY (k.conkey))
    LOOP
        RAISE WARNING 'constraint % on % is dropped: %', here.name, here.tab, here.rule;
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', here.tab, here.name);
    END LOOP;

    FOR here IN
        SELECT i.indrelid::regclass AS tab, i.indexrelid::regclass AS index, k.conname AS name, pg_get_indexdef(i.indexrelid) AS rule
        FROM pg_index i
        LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype = 'u'
        CROSS JOIN LATERAL (
            SELECT bool_and(w.num IS NOT NULL) AS all_ours, array_agg(w.renamed ORDER BY w.renamed) AS names
            FROM (
                SELECT num FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS key (num, place)
                WHERE num > 0 AND place <= i.indnkeyatts
                UNION
                SELECT refobjsubid FROM pg_depend
                WHERE classid = 'pg_class'::regclass AND objid = i.indexrelid AND refclassid = 'pg_class'::regclass
                    AND refobjid = i.indrelid AND refobjsubid > 0
                    AND NOT EXISTS (SELECT FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS included (num, place)
                        WHERE place > i.indnkeyatts AND num = refobjsubid)) AS used
            LEFT JOIN written_by_chats w ON w.tab = i.indrelid AND w.num = used.num) AS columns
        WHERE i.indisunique AND NOT i.indisprimary AND columns.all_ours
            AND NOT columns.names && ARRAY['nickname', 'email']
            AND columns.names <> ARRAY['chats_model_id', 'users_model_id']
    LOOP
        RAISE WARNING 'unique index % is dropped: %', here.index, here.rule;
        IF here.name IS NULL THEN
            EXECUTE format('DROP INDEX %s', here.index);
        ELSE
            EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', here.tab, here.name);
        END IF;
    END LOOP;
END $$;

-- A column that is computed of others keeps its values, but is not computed any more where the others change their type. One that Chats
-- writes is never computed.
DO $$
DECLARE here record;
BEGIN
    FOR here IN
        SELECT DISTINCT g.attrelid::regclass AS tab, g.attname AS name
        FROM written_by_chats w
        JOIN pg_attribute source ON source.attrelid = w.tab AND source.attnum = w.num
        JOIN pg_attribute g ON g.attrelid = w.tab AND g.attgenerated = 's' AND NOT g.attisdropped
        LEFT JOIN pg_attrdef e ON e.adrelid = g.attrelid AND e.adnum = g.attnum
        LEFT JOIN pg_depend d ON d.classid = 'pg_attrdef'::regclass AND d.objid = e.oid
            AND d.refclassid = 'pg_class'::regclass AND d.refobjid = w.tab AND d.refobjsubid = w.num
        LEFT JOIN pg_depend d2 ON d2.classid = 'pg_class'::regclass AND d2.objid = w.tab AND d2.objsubid = g.attnum
            AND d2.refclassid = 'pg_class'::regclass AND d2.refobjid = w.tab AND d2.refobjsubid = w.num
        WHERE g.attnum = w.num
            OR (coalesce(d.objid, d2.objid) IS NOT NULL AND source.atttypid::regtype::text NOT IN ('text', 'integer', 'bigint')
                AND NOT (source.atttypid = 'timestamp'::regtype AND source.atttypmod = -1))
    LOOP
        RAISE WARNING 'column % of % is computed no more', here.name, here.tab;
        EXECUTE format('ALTER TABLE %s ALTER %I DROP EXPRESSION', here.tab, here.name);
    END LOOP;
END $$;

-- Texts are compared letter by letter.
DO $$
DECLARE here record;
BEGIN
    FOR here IN
        SELECT w.tab, w.name FROM written_by_chats w
        JOIN pg_attribute a ON a.attrelid = w.tab AND a.attnum = w.num JOIN pg_collation c ON c.oid = a.attcollation
        WHERE NOT c.collisdeterministic
    LOOP
        BEGIN
            EXECUTE format('ALTER TABLE %s ALTER %I TYPE text COLLATE pg_catalog."default"', here.tab, here.name);
        EXCEPTION WHEN feature_not_supported THEN
            -- a view shows it: as in V2
            EXECUTE format('ALTER TABLE %s ADD COLUMN converting text', here.tab);
            EXECUTE format('UPDATE %s SET converting = %I', here.tab, here.name);
            EXECUTE format('ALTER TABLE %s RENAME %I TO %I', here.tab, here.name, here.name || '_before_chats');
            EXECUTE format('ALTER TABLE %s RENAME converting TO %I', here.tab, here.name);
        END;
    END LOOP;
END $$;

-- A publication lets no row be changed that it cannot tell from others, or whose filter it cannot apply to what was there.
DO $$
DECLARE here regclass;
BEGIN
    FOR here IN
        SELECT c.oid FROM pg_class c
        WHERE c.oid IN (SELECT oid FROM tables_before_chats) AND c.relkind = 'r' AND c.relreplident = 'd'
            AND (NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)
                OR EXISTS (SELECT FROM pg_publication_rel p WHERE p.prrelid = c.oid AND to_jsonb(p) ->> 'prqual' IS NOT NULL))
    LOOP
        EXECUTE format('ALTER TABLE %s REPLICA IDENTITY FULL', here);
    END LOOP;
END $$;

-- Times. A default such as now() wrote a TIMESTAMP by the clock of the zone that the database or the role is set to; from now on it is
-- UTC. A time that no calendar has, such as infinity, is none; V3 takes another one for it.
DO $$
DECLARE zone text; here record;
BEGIN
    SELECT substr(setting, 10) INTO zone
    FROM pg_db_role_setting, unnest(setconfig) AS setting
    WHERE lower(setting) LIKE 'timezone=%'
        AND setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
        AND setrole IN (0, (SELECT oid FROM pg_roles WHERE rolname = current_user))
    ORDER BY setdatabase <> 0 AND setrole <> 0 DESC, setrole <> 0 DESC, setdatabase <> 0 DESC
    LIMIT 1;
    FOR here IN
        SELECT w.tab, w.name, a.atttypid = 'timestamp'::regtype AND coalesce(
                pg_get_expr(d.adbin, d.adrelid) ~* 'now\(\)|current_timestamp|localtimestamp|(transaction|statement|clock)_timestamp\(\)'
                AND pg_get_expr(d.adbin, d.adrelid) !~* 'utc|gmt', false) AS is_local
        FROM written_by_chats w
        JOIN pg_attribute a ON a.attrelid = w.tab AND a.attnum = w.num
        LEFT JOIN pg_attrdef d ON d.adrelid = w.tab AND d.adnum = w.num
        WHERE w.renamed IN ('created_at', 'updated_at') AND a.atttypid IN ('timestamp'::regtype, 'timestamptz'::regtype, 'date'::regtype)
    LOOP
        EXECUTE format('ALTER TABLE %s ALTER %I DROP NOT NULL', here.tab, here.name);
        EXECUTE format('UPDATE %s SET %I = NULL WHERE %2$I < ''0001-01-01'' OR %2$I >= ''10000-01-01''', here.tab, here.name);
        IF here.is_local AND zone IS NOT NULL AND zone !~* '^(etc/)?(utc|gmt|uct|zulu|universal|greenwich)?$' THEN
            EXECUTE format('UPDATE %s SET %I = timezone(''UTC'', timezone(%L, %2$I)) WHERE %2$I IS NOT NULL', here.tab, here.name, zone);
        END IF;
    END LOOP;
END $$;
