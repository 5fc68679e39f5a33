-- A login knows what it began with and when it last went on, so that its user can tell his logins apart; and nicknames change. A node of the
-- version before may go on meanwhile: logins that it begins have no agent, and those that it continues keep their used_at. It shows a
-- nickname that it remembers for ten minutes, and to those who talk on an open socket until that closes. It stores a better hash of a
-- password without looking whether the password was changed meanwhile, and may so bring the old one back.
SET LOCAL client_min_messages = warning;
-- Whoever holds on to a table keeps the others from it while this waits: rather fail, and try again.
SET LOCAL lock_timeout = '5s';
-- Nodes of the version before read once a second which logins have ended, and refuse everybody when they cannot. So logins are only read
-- while the index is made, and the columns, which keep readers out, are added last.
LOCK TABLE users_model IN SHARE ROW EXCLUSIVE MODE;
LOCK TABLE logins IN EXCLUSIVE MODE;

-- the newest logins of a user are read first, however many there are
CREATE INDEX ON logins (user_id, created_at DESC) WHERE ended_at IS NULL;

-- Who has got another nickname lately, so that each node finds out, whoever has changed it. What others have called by this name moves aside.
DO $$
DECLARE here record; user_id text;
BEGIN
    FOR here IN
        SELECT CASE relkind WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END AS kind, oid::regclass::text AS thing, relname AS name FROM pg_class
        WHERE relnamespace = current_schema()::regnamespace AND relname = 'renames'
        UNION ALL
        SELECT 'TYPE', oid::regtype::text, typname FROM pg_type
        WHERE typnamespace = current_schema()::regnamespace AND typname = 'renames' AND typrelid = 0
    LOOP
        RAISE WARNING '% is renamed to %_before_chats, since Chats needs the name', here.thing, here.name;
        EXECUTE format('ALTER %s %s RENAME TO %I', here.kind, here.thing, here.name || '_before_chats');
    END LOOP;
    SELECT format_type(atttypid, atttypmod) INTO user_id FROM pg_attribute
    WHERE attrelid = 'users_model'::regclass AND attname = 'id';
    EXECUTE format('CREATE TABLE renames (user_id %s PRIMARY KEY REFERENCES users_model ON DELETE CASCADE,'
        ' at TIMESTAMP NOT NULL)', user_id);
    -- It runs with the rights of its owner, so whoever renames a user needs none on this table. It has a search_path of its own, so that
    -- it calls no function of whoever renames.
    EXECUTE format('CREATE FUNCTION users_model_note_rename() RETURNS trigger LANGUAGE plpgsql'
        ' SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$'
        'BEGIN'
        '    INSERT INTO %1$I.renames (user_id, at) VALUES (NEW.id, timezone(''utc'', clock_timestamp()))'
        '    ON CONFLICT (user_id) DO UPDATE SET at = EXCLUDED.at;'
        '    RETURN NULL;'
        'END $body$', current_schema());
END $$;
-- nodes look in this order
CREATE INDEX ON renames (at, user_id);
CREATE TRIGGER users_model_note_rename AFTER UPDATE ON users_model FOR EACH ROW
    WHEN (NEW.nickname IS DISTINCT FROM OLD.nickname) EXECUTE FUNCTION users_model_note_rename();

-- used_at is null until the login goes on under this version; until then its refresh tokens tell.
ALTER TABLE logins
    ADD COLUMN agent text,
    ADD COLUMN used_at TIMESTAMP;
