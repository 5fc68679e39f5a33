package chats.marks;

import chats.database.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** Stores how a user wants to see a chat. */
@ApplicationScoped
public class PreferencesStore {
    /** Those who are no members are left out. */
    private static final String STORE = """
            INSERT INTO read_marks AS r (chat_id, user_id, muted, pinned, marked_unread_at)
            SELECT c.id, asked.user_id, coalesce(asked.muted, false), coalesce(asked.pinned, false),
                CASE WHEN asked.unread THEN statement_timestamp() END
            FROM (SELECT ?::int4 AS chat_id, ?::int4 AS user_id, ?::boolean AS muted, ?::boolean AS pinned, ?::boolean AS unread) asked
            JOIN chats_model c ON c.id = asked.chat_id
            WHERE asked.user_id IN (c.low_user_id, c.high_user_id)
                OR EXISTS (SELECT FROM chats_model_users_users_model
                           WHERE chats_model_id = asked.chat_id AND users_model_id = asked.user_id)
            ON CONFLICT (chat_id, user_id) DO UPDATE SET muted = coalesce(?, r.muted), pinned = coalesce(?, r.pinned),
                marked_unread_at = CASE ? WHEN true THEN statement_timestamp() WHEN false THEN NULL ELSE r.marked_unread_at END
            RETURNING muted, pinned, marked_unread_at IS NOT NULL AS is_marked_unread
            """;

    private final DataSource database;
    private final KeptStates kept;

    @Inject
    PreferencesStore(@Pool(Pool.Of.CHATS) DataSource database, KeptStates kept) {
        this.database = database;
        this.kept = kept;
    }

    /**
     * Changes those that are not null; the others stay.
     *
     * @return all of them as they are now; empty if the user is no member
     */
    public Optional<Preferences> change(long chatId, long userId, Boolean muted, Boolean pinned, Boolean unread) {
        try (Connection connection = database.getConnection();
                PreparedStatement store = connection.prepareStatement(STORE)) {
            store.setInt(1, (int) chatId);
            store.setInt(2, (int) userId);
            for (int first : new int[] {3, 6}) {
                store.setObject(first, muted, Types.BOOLEAN);
                store.setObject(first + 1, pinned, Types.BOOLEAN);
                store.setObject(first + 2, unread, Types.BOOLEAN);
            }
            ResultSet row = store.executeQuery();
            kept.forget(Set.of(userId));
            return row.next() ? Optional.of(preferences(row)) : Optional.empty();
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    static Preferences preferences(ResultSet row) throws SQLException {
        return new Preferences(row.getBoolean("muted"), row.getBoolean("pinned"), row.getBoolean("is_marked_unread"));
    }
}
