-- Users block others. A node of the version before may go on meanwhile: it lets those who are blocked do what they could before.
SET LOCAL client_min_messages = warning;
-- Whoever holds on to a table keeps the others from it while this waits: rather fail, and try again.
SET LOCAL lock_timeout = '5s';
LOCK TABLE users_model IN SHARE ROW EXCLUSIVE MODE;

-- What others have called by these names moves aside. Ids have the type that they have where a database was taken over.
DO $$
DECLARE here record; user_id text;
BEGIN
    FOR here IN
        SELECT CASE relkind WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END AS kind, oid::regclass::text AS thing, relname AS name FROM pg_class
        WHERE relnamespace = current_schema()::regnamespace AND relname IN ('blocks', 'block_changes')
        UNION ALL
        SELECT 'TYPE', oid::regtype::text, typname FROM pg_type
        WHERE typnamespace = current_schema()::regnamespace AND typname IN ('blocks', 'block_changes') AND typrelid = 0
    LOOP
        RAISE WARNING '% is renamed to %_before_chats, since Chats needs the name', here.thing, here.name;
        EXECUTE format('ALTER %s %s RENAME TO %I', here.kind, here.thing, here.name || '_before_chats');
    END LOOP;
    SELECT format_type(atttypid, atttypmod) INTO user_id FROM pg_attribute
    WHERE attrelid = 'users_model'::regclass AND attname = 'id';
    EXECUTE format('CREATE TABLE blocks (user_id %1$s NOT NULL REFERENCES users_model ON DELETE CASCADE,'
        ' blocked_id %1$s NOT NULL REFERENCES users_model ON DELETE CASCADE, at TIMESTAMP NOT NULL,'
        ' PRIMARY KEY (user_id, blocked_id), CHECK (user_id <> blocked_id))', user_id);
    -- Whose blocks have changed lately, so that each node finds out. It has no foreign key, since who deletes a user changes it too.
    EXECUTE format('CREATE TABLE block_changes (user_id %s PRIMARY KEY, at TIMESTAMP NOT NULL)', user_id);
    -- It runs with the rights of its owner, so whoever changes blocks needs none on this table. It has a search_path of its own, so that it calls
    -- no function of theirs. It writes in the order of ids, so that two who change the same do not wait for each other in a circle.
    EXECUTE format('CREATE FUNCTION blocks_note_change() RETURNS trigger LANGUAGE plpgsql'
        ' SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$'
        'BEGIN'
        '    INSERT INTO %1$I.block_changes (user_id, at)'
        '    SELECT id, timezone(''utc'', clock_timestamp())'
        '    FROM (SELECT user_id AS id FROM changed UNION SELECT blocked_id FROM changed ORDER BY 1) users'
        '    ON CONFLICT (user_id) DO UPDATE SET at = EXCLUDED.at;'
        '    RETURN NULL;'
        'END $body$', current_schema());
END $$;
CREATE INDEX ON blocks (blocked_id, user_id);
-- nodes look in this order
CREATE INDEX ON block_changes (at, user_id);
CREATE TRIGGER blocks_note_insert AFTER INSERT ON blocks REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION blocks_note_change();
CREATE TRIGGER blocks_note_delete AFTER DELETE ON blocks REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION blocks_note_change();
