package chats.checker;

import chats.checker.history.Change;
import chats.checker.history.ChatChange;
import chats.checker.history.Place;
import chats.checker.history.Position;
import chats.checker.history.Reaction;
import chats.checker.history.Room;
import chats.checker.history.Rows;
import chats.checker.history.State;
import chats.checker.history.Stay;
import chats.checker.history.Stored;
import chats.checker.history.Talk;
import chats.checker.history.Traces;
import chats.run.RunningPostgres;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the tables themselves, past the server. */
final class Database {
    private static final String OF_THESE = "(c.id = ANY (?) OR c.low_user_id = ANY (?))";
    private static final String MESSAGES = """
            SELECT c.id, c.low_user_id, c.high_user_id, m.seq, m.id, m.author_id, m.client_message_id, m.message,
                m.edited_at IS NOT NULL, m.deleted_at IS NOT NULL, m.reactions
            FROM messages_model m JOIN chats_model c ON c.id = m.chat_id
            WHERE %s
            ORDER BY m.id
            """.formatted(OF_THESE);
    private static final String CHANGES = """
            SELECT c.id, c.low_user_id, c.high_user_id, h.rev, h.after_seq, h.seq
            FROM changes h JOIN chats_model c ON c.id = h.chat_id
            WHERE h.seq > 0 AND %s
            """.formatted(OF_THESE);
    private static final String LASTS = """
            SELECT c.id, c.low_user_id, c.high_user_id, c.last_seq, c.highest_rev FROM chats_model c WHERE %s
            """.formatted(OF_THESE);
    private static final String ROOMS = """
            SELECT c.id, h.rev, h.after_seq, h.actor_id, c.name, c.history = 'all',
                (SELECT array_agg(users_model_id::bigint) FROM chats_model_users_users_model
                    WHERE chats_model_id = c.id AND is_admin)
            FROM chats_model c LEFT JOIN changes h ON h.chat_id = c.id AND h.seq = 0
            WHERE c.id = ANY (?)
            """;
    private static final String STAYS = """
            SELECT chats_model_id AS chat_id, users_model_id, joined_seq, joined_rev, NULL::bigint, NULL::bigint
            FROM chats_model_users_users_model WHERE chats_model_id = ANY (?)
            UNION ALL
            SELECT chat_id, user_id, joined_seq, joined_rev, left_seq, left_rev FROM former_members WHERE chat_id = ANY (?)
            """;
    private static final String TABLES = """
            SELECT format('SELECT t::text FROM %I.%I t', schemaname, tablename) FROM pg_tables
            WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
            """;

    private final RunningPostgres postgres;

    Database(RunningPostgres postgres) {
        this.postgres = postgres;
    }

    /** What these chats hold, and what these people whispered. */
    Rows read(Collection<Talk.Chat> chats, Collection<Person> people) throws SQLException {
        Long[] chatIds = chats.stream().map(Talk.Chat::id).toArray(Long[]::new);
        Long[] userIds = people.stream().map(Person::id).toArray(Long[]::new);
        try (Connection connection = postgres.connect()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            List<Stored> messages = all(connection, MESSAGES, Database::message, chatIds, userIds);
            Map<Place, Stored> byPlace =
                    messages.stream().collect(Collectors.toMap(Stored::place, message -> message, (one, other) -> one));
            Map<Talk, Position> lasts = new HashMap<>();
            all(
                    connection,
                    LASTS,
                    row -> lasts.put(talk(row), new Position(row.getLong(4), row.getLong(5))),
                    chatIds,
                    userIds);
            return new Rows(
                    messages,
                    lasts,
                    all(connection, CHANGES, row -> change(row, byPlace), chatIds, userIds),
                    traces(connection),
                    rooms(connection, chatIds));
        }
    }

    private static Map<Talk.Chat, Room> rooms(Connection connection, Long[] chatIds) throws SQLException {
        Map<Talk.Chat, List<Stay>> stays = new HashMap<>();
        all(
                connection,
                STAYS,
                row -> stays.computeIfAbsent(new Talk.Chat(row.getLong(1)), chat -> new ArrayList<>())
                        .add(stay(row)),
                chatIds,
                chatIds);
        Map<Talk.Chat, Room> rooms = new HashMap<>();
        for (Room room : all(connection, ROOMS, row -> room(row, stays), chatIds)) {
            rooms.put(room.latest().chat(), room);
        }
        return rooms;
    }

    private static Stay stay(ResultSet row) throws SQLException {
        long leftRev = row.getLong(6);
        Position left = row.wasNull() ? null : new Position(row.getLong(5), leftRev);
        return new Stay(row.getLong(2), new Position(row.getLong(3), row.getLong(4)), left);
    }

    private static Room room(ResultSet row, Map<Talk.Chat, List<Stay>> stays) throws SQLException {
        Talk.Chat chat = new Talk.Chat(row.getLong(1));
        Array admins = row.getArray(7);
        ChatChange latest = new ChatChange(
                chat,
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getString(5),
                admins == null ? Set.of() : Set.of((Long[]) admins.getArray()),
                Set.of(),
                Set.of());
        return new Room(latest, row.getBoolean(6), stays.getOrDefault(chat, List.of()));
    }

    /** Reads a row. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static <T> List<T> all(Connection connection, String sql, Reader<T> reader, Long[]... ids)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int number = 0; number < ids.length; number++) {
                Array array = connection.createArrayOf("int4", ids[number]);
                select.setArray(number + 1, array);
            }
            List<T> all = new ArrayList<>();
            ResultSet row = select.executeQuery();
            while (row.next()) {
                all.add(reader.read(row));
            }
            return all;
        }
    }

    private static Set<String> traces(Connection connection) throws SQLException {
        Set<String> traces = new HashSet<>();
        for (String select : all(connection, TABLES, row -> row.getString(1))) {
            all(connection, select, row -> row.getString(1))
                    .forEach(row -> Traces.in(row).forEach(traces::add));
        }
        return traces;
    }

    private static Stored message(ResultSet row) throws SQLException {
        String reactions = row.getString(11);
        State state = new State(
                row.getString(8),
                row.getBoolean(9),
                row.getBoolean(10),
                reactions == null
                        ? List.of()
                        : reactions.lines().map(Database::reaction).toList());
        return new Stored(talk(row), row.getLong(4), row.getLong(5), row.getLong(6), row.getString(7), state);
    }

    // An emoji, and behind it the ids of its users.
    private static Reaction reaction(String line) {
        List<String> words = List.of(line.split(" "));
        return new Reaction(
                words.get(0),
                words.subList(1, words.size()).stream().map(Long::valueOf).toList());
    }

    private static Change change(ResultSet row, Map<Place, Stored> messages) throws SQLException {
        Place place = new Place(talk(row), row.getLong(6));
        Stored none = new Stored(place.talk(), place.seq(), 0, 0, null, State.plain(""));
        return new Change(row.getLong(4), row.getLong(5), messages.getOrDefault(place, none));
    }

    private static Talk talk(ResultSet row) throws SQLException {
        long low = row.getLong(2);
        return row.wasNull() ? new Talk.Chat(row.getLong(1)) : Talk.Whispers.between(low, row.getLong(3));
    }
}
