-- The whispers of two users become a chat of their own, with the lower id first; a user's whispers to himself have the same id twice. Ids of
-- messages and seqs stay. A node of the version before finds its table and its column gone: it stores no whisper and nothing that has a
-- client_message_id, and reads no history.
SET LOCAL client_min_messages = warning;
-- Whoever holds on to a table keeps the others from it while this waits: rather fail, and try again.
SET LOCAL lock_timeout = '5s';
LOCK TABLE users_model IN SHARE ROW EXCLUSIVE MODE;
LOCK TABLE chats_model, messages_model, whisper_pairs IN ACCESS EXCLUSIVE MODE;

-- Triggers of others see nothing of this.
CREATE TEMPORARY TABLE triggers_before_direct_chats ON COMMIT DROP AS
SELECT tgrelid::regclass AS tab, tgname AS name, tgenabled AS enabled FROM pg_trigger
WHERE tgrelid IN ('chats_model'::regclass, 'messages_model'::regclass) AND NOT tgisinternal AND tgenabled <> 'D';

DO $$
DECLARE here record; user_id text;
BEGIN
    FOR here IN SELECT * FROM triggers_before_direct_chats LOOP
        EXECUTE format('ALTER TABLE %s DISABLE TRIGGER %I', here.tab, here.name);
    END LOOP;
    FOR here IN
        SELECT attname AS name FROM pg_attribute
        WHERE attrelid = 'chats_model'::regclass AND NOT attisdropped AND attname IN ('low_user_id', 'high_user_id')
    LOOP
        EXECUTE format('ALTER TABLE chats_model RENAME COLUMN %I TO %I', here.name, here.name || '_before_chats');
    END LOOP;
    SELECT format_type(atttypid, atttypmod) INTO user_id FROM pg_attribute
    WHERE attrelid = 'users_model'::regclass AND attname = 'id';
    EXECUTE format('ALTER TABLE chats_model ADD COLUMN low_user_id %1$s REFERENCES users_model,'
        ' ADD COLUMN high_user_id %1$s REFERENCES users_model', user_id);
END $$;

ALTER TABLE chats_model ADD CONSTRAINT chats_model_direct_check
    CHECK ((low_user_id IS NULL) = (high_user_id IS NULL) AND low_user_id <= high_user_id);
CREATE UNIQUE INDEX chats_model_direct_key ON chats_model (low_user_id, high_user_id) WHERE low_user_id IS NOT NULL;
CREATE INDEX chats_model_high_user_id_idx ON chats_model (high_user_id) WHERE high_user_id IS NOT NULL;

INSERT INTO chats_model (low_user_id, high_user_id, last_seq, created_at, updated_at)
SELECT low_user_id, high_user_id, last_seq, created_at, updated_at FROM whisper_pairs ORDER BY id;

UPDATE messages_model m SET chat_id = c.id
FROM whisper_pairs p JOIN chats_model c USING (low_user_id, high_user_id)
WHERE p.id = m.whisper_pair_id;

SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE messages_model DROP COLUMN whisper_pair_id;
DROP TABLE whisper_pairs;

DO $$
DECLARE here record;
BEGIN
    FOR here IN SELECT * FROM triggers_before_direct_chats LOOP
        EXECUTE format('ALTER TABLE %s ENABLE %s TRIGGER %I', here.tab,
            CASE here.enabled WHEN 'A' THEN 'ALWAYS' WHEN 'R' THEN 'REPLICA' ELSE '' END, here.name);
    END LOOP;
END $$;
