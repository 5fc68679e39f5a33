-- How far each member of a chat has read, and how he wants to see it. Who was there before has read everything. A node of the version before may go on
-- meanwhile: it marks nothing. Who is added by it has read what there was then, as joined_seq says, and the mark of who sends by it follows when
-- a node of this version starts, or when one dies.
SET LOCAL client_min_messages = warning;
-- Whoever holds on to a table keeps the others from it while this waits: rather fail, and try again.
SET LOCAL lock_timeout = '5s';
LOCK TABLE users_model, chats_model, chats_model_users_users_model, messages_model IN SHARE ROW EXCLUSIVE MODE;

-- What others have called by this name moves aside. Ids have the types that they have where a database was taken over.
DO $$
DECLARE here record; user_id text; chat_id text;
BEGIN
    FOR here IN
        SELECT CASE relkind WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END AS kind, oid::regclass::text AS thing, relname AS name FROM pg_class
        WHERE relnamespace = current_schema()::regnamespace AND relname IN ('read_marks', 'read_marks_pkey')
        UNION ALL
        SELECT 'TYPE', oid::regtype::text, typname FROM pg_type
        WHERE typnamespace = current_schema()::regnamespace AND typname = 'read_marks' AND typrelid = 0
    LOOP
        RAISE WARNING '% is renamed to %_before_chats, since Chats needs the name', here.thing, here.name;
        EXECUTE format('ALTER %s %s RENAME TO %I', here.kind, here.thing, here.name || '_before_chats');
    END LOOP;
    SELECT format_type(atttypid, atttypmod) INTO user_id FROM pg_attribute
    WHERE attrelid = 'users_model'::regclass AND attname = 'id';
    SELECT format_type(atttypid, atttypmod) INTO chat_id FROM pg_attribute
    WHERE attrelid = 'chats_model'::regclass AND attname = 'id';
    -- A row that is missing is one of zeros. When a chat was marked as unread tells which reads are older. No index holds what changes, and pages keep space for it, so an update touches one page.
    EXECUTE format('CREATE TABLE read_marks (chat_id %s NOT NULL, user_id %s NOT NULL, read_seq bigint NOT NULL DEFAULT 0,'
        ' muted boolean NOT NULL DEFAULT false, pinned boolean NOT NULL DEFAULT false, marked_unread_at timestamptz)'
        ' WITH (fillfactor = 70)', chat_id, user_id);
END $$;

-- Where a database was taken over there are members who are no users: they get none.
INSERT INTO read_marks (chat_id, user_id, read_seq)
SELECT c.id, u.id, c.last_seq
FROM chats_model c JOIN chats_model_users_users_model m ON m.chats_model_id = c.id JOIN users_model u ON u.id = m.users_model_id
WHERE c.last_seq > 0
UNION
SELECT id, unnest(ARRAY[low_user_id, high_user_id]), last_seq FROM chats_model WHERE low_user_id IS NOT NULL AND last_seq > 0
ORDER BY 1, 2;
-- All rows are checked at once now, and not each as it came: nobody writes while this runs.
ALTER TABLE read_marks
    ADD PRIMARY KEY (chat_id, user_id),
    ADD FOREIGN KEY (chat_id) REFERENCES chats_model ON DELETE CASCADE,
    ADD FOREIGN KEY (user_id) REFERENCES users_model ON DELETE CASCADE;
CREATE INDEX ON read_marks (user_id);
-- Deleted messages are not unread.
CREATE INDEX ON messages_model (chat_id, seq) WHERE deleted_at IS NOT NULL;
