-- A login knows what it began with and when it last went on, so that its user can tell his logins apart. A node of the version before may go on
-- meanwhile: logins that it begins have no agent, and those that it continues keep their used_at.
SET LOCAL client_min_messages = warning;
-- Whoever holds on to a table keeps the others from it while this waits: rather fail, and try again.
SET LOCAL lock_timeout = '5s';

-- used_at is null until the login goes on under this version; until then its refresh tokens tell.
ALTER TABLE logins
    ADD COLUMN agent text,
    ADD COLUMN used_at TIMESTAMP;
-- the newest logins of a user are read first, however many there are
CREATE INDEX ON logins (user_id, created_at DESC) WHERE ended_at IS NULL;
