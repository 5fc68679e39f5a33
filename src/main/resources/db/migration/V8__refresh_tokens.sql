-- A refresh token knows whether it is a browser's cookie; null is one from before, taken as what it is used as. The tokens of a login have turns,
-- 1, 2, 3 …, of each of which one is good; null is one from before, which is of the next turn.
ALTER TABLE refresh_tokens
    ADD COLUMN cookie boolean,
    ADD COLUMN turn int;

-- The highest turn that was used; what the answer to a cookie that comes again is made with; and when the last access token runs out,
-- as nodes may be set to give longer ones than the one that forgets logins.
ALTER TABLE logins
    ADD COLUMN turn int NOT NULL DEFAULT 0,
    ADD COLUMN secret bytea,
    ADD COLUMN access_until TIMESTAMP;
