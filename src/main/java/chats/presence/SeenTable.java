package chats.presence;

import chats.database.Pool;
import chats.database.SqlArrays;
import chats.database.Utc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Stores when users were last there, many at a time. */
@ApplicationScoped
class SeenTable {
    private static final int ROWS = 1_000;

    /** In the order of ids, so that nodes that store the same users do not wait for each other in a circle. */
    private static final String STORE = """
            INSERT INTO presence (user_id, seen_at)
            SELECT u.id, seen.at FROM unnest(?, ?) AS seen(id, at) JOIN users_model u ON u.id = seen.id ORDER BY u.id
            ON CONFLICT (user_id) DO UPDATE SET seen_at = EXCLUDED.seen_at WHERE presence.seen_at < EXCLUDED.seen_at
            """;

    private final DataSource database;

    @Inject
    SeenTable(@Pool(Pool.Of.CHATS) DataSource database) {
        this.database = database;
    }

    /** A time that is earlier than the stored one changes nothing, nor does a user who is not there any more. */
    void store(Map<Long, Instant> seen) throws SQLException {
        if (seen.isEmpty()) {
            return;
        }
        List<Map.Entry<Long, Instant>> rows = List.copyOf(seen.entrySet());
        try (Connection connection = database.getConnection();
                PreparedStatement store = connection.prepareStatement(STORE)) {
            for (int from = 0; from < rows.size(); from += ROWS) {
                List<Map.Entry<Long, Instant>> some = rows.subList(from, Math.min(rows.size(), from + ROWS));
                SqlArrays.set(store, 1, "int8", some, Map.Entry::getKey);
                SqlArrays.set(store, 2, "timestamp", some, row -> Utc.local(row.getValue()));
                store.executeUpdate();
            }
        }
    }
}
