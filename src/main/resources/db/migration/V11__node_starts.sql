-- Which of the nodes was first, and whether it has a bus: one without must be alone. Those from before met here with a bus alone.
ALTER TABLE nodes
    ADD COLUMN started_at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    ADD COLUMN has_bus boolean NOT NULL DEFAULT true;
