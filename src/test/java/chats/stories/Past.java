package chats.stories;

import chats.run.RunningPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Chats that have been talked in for years, and people who have been there as long, put into the database past the server. */
final class Past {
    private static final String CHATS =
            "INSERT INTO chats_model (last_seq) SELECT ? FROM generate_series(1, ?) RETURNING id";
    private static final String MEMBERS =
            "INSERT INTO chats_model_users_users_model (chats_model_id, users_model_id) SELECT ?, unnest(?)";
    private static final String MESSAGES = """
            INSERT INTO messages_model (chat_id, author_id, seq, message, created_at)
            SELECT ?, ?, seq, ? || seq, TIMESTAMP '2020-01-01' + seq * INTERVAL '1 second' FROM generate_series(1, ?) AS seq
            """;

    private static final String PEOPLE = """
            INSERT INTO users_model (nickname) SELECT 'old ' || gen_random_uuid() FROM generate_series(1, ?)
            RETURNING id
            """;

    private static final String EDITS = """
            WITH edited AS (UPDATE messages_model SET edited_at = created_at WHERE chat_id = ? RETURNING seq),
                changed AS (INSERT INTO changes (chat_id, rev, after_seq, seq) SELECT ?, seq, ?, seq FROM edited)
            UPDATE chats_model SET highest_rev = last_seq WHERE id = ?
            """;

    private Past() {}

    /** Each of so many messages of a chat was edited once since, in their order. */
    static void edits(Stage stage, ChatRoom chat, int messages) {
        try (Connection connection = RunningPostgres.shared().connect(stage.databaseUrl());
                PreparedStatement edits = connection.prepareStatement(EDITS)) {
            edits.setLong(1, chat.id());
            edits.setLong(2, chat.id());
            edits.setInt(3, messages);
            edits.setLong(4, chat.id());
            edits.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The ids of so many new people. */
    static long[] people(Stage stage, int count) {
        try (Connection connection = RunningPostgres.shared().connect(stage.databaseUrl());
                PreparedStatement insert = connection.prepareStatement(PEOPLE)) {
            insert.setInt(1, count);
            ResultSet rows = insert.executeQuery();
            LongStream.Builder ids = LongStream.builder();
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
            return ids.build().toArray();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** So many chats of these people, in which the first one has said so many messages. */
    static List<ChatRoom> of(Stage stage, int chats, int messages, String text, Person... members) {
        try (Connection connection = RunningPostgres.shared().connect(stage.databaseUrl())) {
            connection.setAutoCommit(false);
            List<ChatRoom> rooms = chats(connection, chats, messages);
            try (PreparedStatement member = connection.prepareStatement(MEMBERS);
                    PreparedStatement message = connection.prepareStatement(MESSAGES)) {
                Object[] ids = new Object[members.length];
                for (int i = 0; i < ids.length; i++) {
                    ids[i] = members[i].id();
                }
                for (ChatRoom room : rooms) {
                    member.setLong(1, room.id());
                    member.setArray(2, connection.createArrayOf("int4", ids));
                    member.addBatch();
                    message.setLong(1, room.id());
                    message.setLong(2, members[0].id());
                    message.setString(3, text);
                    message.setInt(4, messages);
                    message.addBatch();
                }
                member.executeBatch();
                message.executeBatch();
            }
            connection.commit();
            return rooms;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<ChatRoom> chats(Connection connection, int chats, int lastSeq) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(CHATS)) {
            insert.setInt(1, lastSeq);
            insert.setInt(2, chats);
            ResultSet rows = insert.executeQuery();
            List<ChatRoom> rooms = new ArrayList<>();
            while (rows.next()) {
                rooms.add(new ChatRoom(rows.getLong(1)));
            }
            return rooms;
        }
    }
}
