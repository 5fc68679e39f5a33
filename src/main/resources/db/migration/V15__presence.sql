-- When a user's last socket was there. A node of the version before may go on meanwhile: it writes nothing here, and its users seem to be
-- away.
SET LOCAL client_min_messages = warning;
-- Whoever holds on to a table keeps the others from it while this waits: rather fail, and try again.
SET LOCAL lock_timeout = '5s';
LOCK TABLE users_model IN SHARE ROW EXCLUSIVE MODE;

-- What others have called by this name moves aside. Ids have the type that they have where a database was taken over.
DO $$
DECLARE here record; user_id text;
BEGIN
    FOR here IN
        SELECT CASE relkind WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END AS kind, oid::regclass::text AS thing, relname AS name FROM pg_class
        WHERE relnamespace = current_schema()::regnamespace AND relname IN ('presence', 'presence_pkey')
        UNION ALL
        SELECT 'TYPE', oid::regtype::text, typname FROM pg_type
        WHERE typnamespace = current_schema()::regnamespace AND typname = 'presence' AND typrelid = 0
    LOOP
        RAISE WARNING '% is renamed to %_before_chats, since Chats needs the name', here.thing, here.name;
        EXECUTE format('ALTER %s %s RENAME TO %I', here.kind, here.thing, here.name || '_before_chats');
    END LOOP;
    SELECT format_type(atttypid, atttypmod) INTO user_id FROM pg_attribute
    WHERE attrelid = 'users_model'::regclass AND attname = 'id';
    EXECUTE format('CREATE TABLE presence (user_id %s PRIMARY KEY REFERENCES users_model ON DELETE CASCADE,'
        ' seen_at TIMESTAMP NOT NULL)', user_id);
END $$;
