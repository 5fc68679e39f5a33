-- Whoever holds on to a table keeps the others from it while this waits: rather fail, and try again.
SET LOCAL lock_timeout = '5s';

-- Triggers of others see nothing of what follows. In a take-over V0.1 has disabled them.
DO $$
DECLARE here record;
BEGIN
    IF to_regclass('pg_temp.triggers_before_chats') IS NULL THEN
        CREATE TEMPORARY TABLE triggers_before_chats ON COMMIT DROP AS
        SELECT tgrelid::regclass AS tab, tgname AS name, tgenabled AS enabled, NULL::text AS old_names FROM pg_trigger
        WHERE tgrelid = 'users_model'::regclass AND NOT tgisinternal AND tgenabled <> 'D';
        FOR here IN SELECT * FROM triggers_before_chats LOOP
            EXECUTE format('ALTER TABLE %s DISABLE TRIGGER %I', here.tab, here.name);
        END LOOP;
    END IF;
END $$;

-- Whoever was deleted by TypeORM's soft delete stays, as what he wrote does, and cannot log in. His password is kept aside.
DO $$
DECLARE here record;
BEGIN
    FOR here IN
        SELECT attname AS name FROM pg_attribute
        WHERE attrelid = 'users_model'::regclass AND attnum > 0 AND NOT attisdropped
            AND lower(attname) IN ('deletedat', 'deleted_at') AND atttypid IN ('timestamp'::regtype, 'timestamptz'::regtype)
    LOOP
        ALTER TABLE users_model ADD COLUMN IF NOT EXISTS password_before_chats text;
        EXECUTE format('UPDATE users_model SET password_before_chats = password, password = NULL'
            ' WHERE %I IS NOT NULL AND password IS NOT NULL', here.name);
        EXECUTE format('DELETE FROM logins USING users_model u WHERE u.id = logins.user_id AND u.%I IS NOT NULL', here.name);
    END LOOP;
END $$;

-- Triggers go on, but not those whose function names a column that the take-over has renamed.
DO $$
DECLARE here record;
BEGIN
    FOR here IN SELECT * FROM triggers_before_chats LOOP
        IF here.old_names IS NULL THEN
            EXECUTE format('ALTER TABLE %s ENABLE %s TRIGGER %I', here.tab,
                CASE here.enabled WHEN 'A' THEN 'ALWAYS' WHEN 'R' THEN 'REPLICA' ELSE '' END, here.name);
        ELSE
            RAISE WARNING 'trigger % on % stays disabled, since its function knows old names of columns: %',
                here.name, here.tab, here.old_names;
        END IF;
    END LOOP;
END $$;
