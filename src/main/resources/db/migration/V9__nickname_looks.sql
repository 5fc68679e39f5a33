-- What nicknames look like, so that nobody takes one that others would take for somebody else's. The hashes are made by chats.names.Looks: rows that
-- others add or rename have none until chats.users.NicknameCare has been there, and are found by the second index until then. Names that are
-- alike already stay as they are, so no index here is unique: chats.users.Nicknames lets one at a time take a name.
SET LOCAL client_min_messages = warning;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_attribute
            WHERE attrelid = 'users_model'::regclass AND NOT attisdropped AND attname = 'nickname_looks') THEN
        ALTER TABLE users_model RENAME COLUMN nickname_looks TO nickname_looks_before_chats;
    END IF;
END $$;

ALTER TABLE users_model ADD COLUMN nickname_looks bigint[];
CREATE INDEX users_model_nickname_looks_idx ON users_model USING gin (nickname_looks) WITH (fastupdate = off);
-- On id + 0 and not on id: otherwise PostgreSQL would use the primary key when it thinks that many rows have no looks.
CREATE INDEX users_model_nickname_unseen_idx ON users_model ((id + 0)) WHERE nickname_looks IS NULL;

CREATE FUNCTION users_model_forget_nickname_looks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.nickname_looks := NULL;
    RETURN NEW;
END $$;
CREATE TRIGGER users_model_forget_nickname_looks BEFORE UPDATE ON users_model FOR EACH ROW
    WHEN (NEW.nickname <> OLD.nickname AND NEW.nickname_looks IS NOT DISTINCT FROM OLD.nickname_looks)
    EXECUTE FUNCTION users_model_forget_nickname_looks();
