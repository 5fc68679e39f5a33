-- The nodes that serve this database: who lives, and who cannot be heard by the others just now. Worthless after a crash.
CREATE UNLOGGED TABLE nodes (
    id text PRIMARY KEY,
    cut_off boolean NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL
);
