-- Whoever holds on to a table keeps the others from it while this waits: rather fail, and try again.
SET LOCAL lock_timeout = '5s';

-- Whoever was deleted by TypeORM's soft delete stays, as what he wrote does, and cannot log in. His password is kept aside. Triggers of
-- others see nothing of it.
DO $$
DECLARE here record; trigger record;
BEGIN
    FOR here IN
        SELECT attname AS name FROM pg_attribute
        WHERE attrelid = 'users_model'::regclass AND attnum > 0 AND NOT attisdropped
            AND lower(attname) IN ('deletedat', 'deleted_at') AND atttypid IN ('timestamp'::regtype, 'timestamptz'::regtype)
    LOOP
        CREATE TEMPORARY TABLE triggers_of_users ON COMMIT DROP AS
        SELECT tgname AS name, tgenabled AS enabled FROM pg_trigger
        WHERE tgrelid = 'users_model'::regclass AND NOT tgisinternal AND tgenabled <> 'D';
        FOR trigger IN SELECT * FROM triggers_of_users LOOP
            EXECUTE format('ALTER TABLE users_model DISABLE TRIGGER %I', trigger.name);
        END LOOP;
        ALTER TABLE users_model ADD COLUMN IF NOT EXISTS password_before_chats text;
        EXECUTE format('UPDATE users_model SET password_before_chats = password, password = NULL'
            ' WHERE %I IS NOT NULL AND password IS NOT NULL', here.name);
        EXECUTE format('DELETE FROM logins USING users_model u WHERE u.id = logins.user_id AND u.%I IS NOT NULL', here.name);
        FOR trigger IN SELECT * FROM triggers_of_users LOOP
            EXECUTE format('ALTER TABLE users_model ENABLE %s TRIGGER %I',
                CASE trigger.enabled WHEN 'A' THEN 'ALWAYS' WHEN 'R' THEN 'REPLICA' ELSE '' END, trigger.name);
        END LOOP;
        DROP TABLE triggers_of_users;
    END LOOP;
END $$;

-- The end of a take-over that V0.1 began: triggers go on, but not those whose function names a column that is called otherwise now.
-- On a database that is not being taken over this changes nothing.
DO $$
DECLARE here record;
BEGIN
    IF to_regclass('pg_temp.triggers_before_chats') IS NULL THEN
        RETURN;
    END IF;
    FOR here IN SELECT * FROM pg_temp.triggers_before_chats LOOP
        IF here.old_names IS NULL THEN
            EXECUTE format('ALTER TABLE %s ENABLE %s TRIGGER %I', here.tab,
                CASE here.enabled WHEN 'A' THEN 'ALWAYS' WHEN 'R' THEN 'REPLICA' ELSE '' END, here.name);
        ELSE
            RAISE WARNING 'trigger % on % stays disabled, since its function knows old names of columns: %',
                here.name, here.tab, here.old_names;
        END IF;
    END LOOP;
END $$;
