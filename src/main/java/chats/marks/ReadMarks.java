package chats.marks;

import chats.database.Pool;
import chats.database.SqlArrays;
import chats.log.Position;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Reads marks for answers, of many chats in one statement. What this node has not stored yet of those who have sent counts. Those of all rooms
 * of a user may be kept for a second ({@link KeptStates}).
 */
@ApplicationScoped
public class ReadMarks {
    /**
     * A chat as it is shown to a user.
     *
     * @param last its position in what is shown
     * @param least what he has read at least: all if the last message is his own, and what there was when he joined
     */
    public record Shown(long chatId, Position last, long least) {
        long lastSeq() {
            return last.seq();
        }
    }

    /** How far a user has read in a chat. */
    public record Reader(long userId, long readSeq) {}

    private static final String OF_USER = """
            SELECT a.chat_id, a.last_seq, now.read_seq, r.muted, r.pinned, r.marked_unread_at IS NOT NULL AS is_marked_unread,
                %s AS deleted
            FROM unnest(?, ?, ?) AS a(chat_id, last_seq, least)
            LEFT JOIN read_marks r ON r.chat_id = a.chat_id AND r.user_id = ?
            CROSS JOIN LATERAL (SELECT LEAST(a.last_seq, GREATEST(a.least, r.read_seq)) AS read_seq) now
            """.formatted(ReadState.deleted("a.chat_id", "a.last_seq"));

    private static final int MOST_ROOMS = 2_000;

    private static final String OF_ROOMS = """
            SELECT c.id AS chat_id, c.last_seq, c.highest_rev, m.joined_seq AS least, now.read_seq, r.muted, r.pinned,
                r.marked_unread_at IS NOT NULL AS is_marked_unread,
                %s AS deleted
            FROM (SELECT chats_model_id, joined_seq FROM chats_model_users_users_model WHERE users_model_id = ? LIMIT %d) m
            JOIN chats_model c ON c.id = m.chats_model_id
            LEFT JOIN read_marks r ON r.chat_id = c.id AND r.user_id = ?
            CROSS JOIN LATERAL (SELECT LEAST(c.last_seq, GREATEST(m.joined_seq, r.read_seq)) AS read_seq) now
            """.formatted(ReadState.deleted("c.id", "c.last_seq"), MOST_ROOMS);

    private static final String OF_CHAT = """
            SELECT own.user_id, LEAST(c.last_seq, CASE WHEN last.author_id = own.user_id THEN c.last_seq
                ELSE GREATEST(r.read_seq, own.least, 0) END) AS read_seq, c.last_seq
            FROM chats_model c
            JOIN LATERAL (
                SELECT users_model_id AS user_id, joined_seq AS least
                FROM chats_model_users_users_model WHERE chats_model_id = c.id
                UNION SELECT c.low_user_id, 0 WHERE c.low_user_id IS NOT NULL
                UNION SELECT c.high_user_id, 0 WHERE c.high_user_id IS NOT NULL) own ON true
            LEFT JOIN read_marks r ON r.chat_id = c.id AND r.user_id = own.user_id
            LEFT JOIN messages_model last ON last.chat_id = c.id AND last.seq = c.last_seq
            WHERE c.id = ? ORDER BY own.user_id
            """;

    /** No user has this id, so there is no row of him. */
    private static final long NOBODY = 0;

    private final DataSource database;
    private final SentMarks sent;
    private final KeptStates kept;

    @Inject
    public ReadMarks(@Pool(Pool.Of.CHATS_OF_THE_TRANSACTION) DataSource database, SentMarks sent, KeptStates kept) {
        this.database = database;
        this.sent = sent;
        this.kept = kept;
    }

    /** What of each of these chats is the user's own. */
    public Map<Long, ReadState> of(long userId, Collection<Shown> chats) {
        if (chats.isEmpty()) {
            return Map.of();
        }
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(OF_USER)) {
            SqlArrays.set(select, 1, "int4", chats, Shown::chatId);
            SqlArrays.set(select, 2, "int8", chats, Shown::lastSeq);
            SqlArrays.set(
                    select,
                    3,
                    "int8",
                    chats,
                    chat -> Math.max(chat.least(), sent.waiting(new MarkKey(chat.chatId(), userId))));
            select.setInt(4, (int) userId);
            ResultSet row = select.executeQuery();
            Map<Long, ReadState> states = new HashMap<>();
            while (row.next()) {
                states.put(row.getLong("chat_id"), state(row));
            }
            return states;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /**
     * The same for some rooms of a user, who may be in {@value #MOST_ROOMS} at most. This node must be the only one. What is kept of a room
     * counts as long as the room is where it was.
     */
    public Map<Long, ReadState> ofRooms(long userId, Collection<Shown> chats) {
        // asked before the database is: meanwhile it may be stored, and wait no more
        Map<Long, Long> bySending = new HashMap<>();
        chats.forEach(chat -> bySending.put(chat.chatId(), sent.waiting(new MarkKey(chat.chatId(), userId))));
        Map<Long, KeptStates.State> rooms = kept.of(userId, this::readRooms);
        Map<Long, ReadState> states = new HashMap<>();
        List<Shown> others = new ArrayList<>();
        for (Shown chat : chats) {
            KeptStates.State state = rooms.get(chat.chatId());
            if (state != null
                    && state.shown().equals(chat)
                    && state.state().readSeq() >= bySending.get(chat.chatId())) {
                states.put(chat.chatId(), state.state());
            } else {
                others.add(chat);
            }
        }
        states.putAll(of(userId, others));
        return states;
    }

    private Map<Long, KeptStates.State> readRooms(long userId) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(OF_ROOMS)) {
            select.setInt(1, (int) userId);
            select.setInt(2, (int) userId);
            ResultSet row = select.executeQuery();
            Map<Long, KeptStates.State> rooms = new HashMap<>();
            while (row.next()) {
                long chatId = row.getLong("chat_id");
                Position last = new Position(row.getLong("last_seq"), row.getLong("highest_rev"));
                rooms.put(chatId, new KeptStates.State(new Shown(chatId, last, row.getLong("least")), state(row)));
            }
            return rooms;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    private static ReadState state(ResultSet row) throws SQLException {
        return ReadState.of(
                row.getLong("read_seq"),
                row.getLong("last_seq"),
                row.getLong("deleted"),
                PreferencesStore.preferences(row));
    }

    /** The chat as one has it who has just come and has read as much as that. */
    public ReadState ofNewcomer(Shown chat) {
        return of(NOBODY, List.of(chat)).get(chat.chatId());
    }

    /** How far each member of a chat has read, or each of the two of a direct one, by id. */
    public List<Reader> readers(long chatId) {
        // asked before the database is: meanwhile it may be stored, and wait no more
        Map<Long, Long> bySending = sent.waitingIn(chatId);
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(OF_CHAT)) {
            select.setInt(1, (int) chatId);
            ResultSet row = select.executeQuery();
            List<Reader> readers = new ArrayList<>();
            while (row.next()) {
                long user = row.getLong("user_id");
                long sentSeq = Math.min(row.getLong("last_seq"), bySending.getOrDefault(user, 0L));
                readers.add(new Reader(user, Math.max(sentSeq, row.getLong("read_seq"))));
            }
            return readers;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }
}
