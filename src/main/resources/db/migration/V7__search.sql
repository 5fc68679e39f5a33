-- People are found by any part of their nickname, which takes an index of its parts. PostgreSQL's extension for it belongs to
-- every usual installation and needs no superuser; where there is none, search reads all nicknames, as it would without.
DROP INDEX IF EXISTS users_model_nickname_prefix_idx;

DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX users_model_nickname_parts_idx ON users_model USING gin (lower(nickname) gin_trgm_ops)
        WITH (fastupdate = off);
EXCEPTION WHEN OTHERS THEN
    RAISE WARNING 'without pg_trgm people are searched for row by row: %', SQLERRM;
END $$;
