package chats.checker;

import chats.checker.history.Rows;
import chats.checker.history.Stored;
import chats.checker.history.Talk;
import chats.run.RunningPostgres;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the tables themselves, past the server. */
final class Database {
    private static final String MESSAGES = """
            SELECT m.chat_id, c.low_user_id, c.high_user_id, m.seq, m.id, m.author_id, m.client_message_id, m.message
            FROM messages_model m JOIN chats_model c ON c.id = m.chat_id
            WHERE m.chat_id = ANY (?) OR m.author_id = ANY (?)
            ORDER BY m.id
            """;
    private static final String LAST_SEQS = """
            SELECT id, low_user_id, high_user_id, last_seq FROM chats_model WHERE id = ANY (?) OR low_user_id = ANY (?)
            """;

    private final RunningPostgres postgres;

    Database(RunningPostgres postgres) {
        this.postgres = postgres;
    }

    /** What these chats hold, and what these people whispered. */
    Rows read(Collection<Talk.Chat> chats, Collection<Person> people) throws SQLException {
        try (Connection connection = postgres.connect();
                PreparedStatement messages = connection.prepareStatement(MESSAGES);
                PreparedStatement lastSeqs = connection.prepareStatement(LAST_SEQS)) {
            Array chatIds = connection.createArrayOf(
                    "int4", chats.stream().map(Talk.Chat::id).toArray());
            Array userIds = connection.createArrayOf(
                    "int4", people.stream().map(Person::id).toArray());
            for (PreparedStatement select : List.of(messages, lastSeqs)) {
                select.setArray(1, chatIds);
                select.setArray(2, userIds);
            }
            return new Rows(messages(messages.executeQuery()), lastSeqs(lastSeqs.executeQuery()));
        }
    }

    private static List<Stored> messages(ResultSet row) throws SQLException {
        List<Stored> messages = new ArrayList<>();
        while (row.next()) {
            messages.add(new Stored(
                    talk(row), row.getLong(4), row.getLong(5), row.getLong(6), row.getString(7), row.getString(8)));
        }
        return messages;
    }

    private static Map<Talk, Long> lastSeqs(ResultSet row) throws SQLException {
        Map<Talk, Long> lastSeqs = new HashMap<>();
        while (row.next()) {
            lastSeqs.put(talk(row), row.getLong(4));
        }
        return lastSeqs;
    }

    private static Talk talk(ResultSet row) throws SQLException {
        long low = row.getLong(2);
        return row.wasNull() ? new Talk.Chat(row.getLong(1)) : Talk.Whispers.between(low, row.getLong(3));
    }
}
