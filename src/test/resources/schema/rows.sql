-- Rows for either spelling: TypeORM puts updatedAt before createdAt. Ids are given, as a restored dump does, so the
-- sequences still stand at their start.
INSERT INTO users_model VALUES
    (1, '2024-01-01 10:00:00.123456', '2024-01-01 10:00:00.123456', 'alice', 'alice@example.org',
        '$2b$10$abcdefghijklmnopqrstuuO8u6KJQYFDG7xDD0Aa5Yc9eCZwSmu0e', 'ADMIN'),
    (2, '2024-01-02 10:00:00', '2024-01-02 10:00:00', 'bob', 'bob@example.org', '$2b$10$x', 'USER'),
    (3, '2024-01-03 10:00:00', '2024-01-03 10:00:00', '건우 🙂', 'BOB@example.org', '$2b$10$y', 'USER'),
    (9, '2024-01-09 10:00:00', '2024-01-09 10:00:00', 'dora', 'dora@example.org', '$2b$10$z', 'USER');
INSERT INTO posts_model VALUES (1, '2024-02-01', '2024-02-01', 'a post', 1);
INSERT INTO chats_model VALUES
    (1, '2024-03-01 12:00:00.5', '2024-03-01 12:00:00.5'),
    (2, '2024-03-02 12:00:00.000999', '2024-03-02 12:00:00.000999'),
    (5, '2024-03-05 12:00:00', '2024-03-05 12:00:00');
INSERT INTO chats_model_users_users_model VALUES (1, 1), (1, 2), (2, 2), (2, 3), (2, 9), (5, 1);
INSERT INTO messages_model VALUES
    (1, '2024-04-01 09:00:00', '2024-04-01 09:00:00.123999', 'hello', 1, 1),
    (2, '2024-04-01 09:00:01', '2024-04-01 09:00:01', 'in the other chat', 2, 3),
    (3, '2024-04-01 09:00:02', '2024-04-01 09:00:02', 'no author', 1, NULL),
    (4, '2024-04-01 09:00:03', '2024-04-01 09:00:03', 'no chat', NULL, 2),
    (6, '2024-04-01 09:00:05', '2024-04-01 09:00:05', '안녕 👋', 1, 2),
    (7, '2024-04-01 09:00:04', '2024-04-01 09:00:04', 'earlier by the clock', 1, 1),
    (20, '2024-04-02 09:00:00', '2024-04-02 09:00:00', 'last', 2, 9);
