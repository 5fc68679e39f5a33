package chats.chat;

import chats.database.Pool;
import chats.database.Utc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Reads who was added to chats and removed lately, by any node. Takes part in no transaction. */
@ApplicationScoped
public class RecentMembers {
    /**
     * One change of a chat's members.
     *
     * @param by who did it, of a removal; 0 if that is not known
     */
    public record News(long chatId, long rev, long by, List<Long> added, List<Long> removed) {}

    private static final String SINCE = """
            SELECT chats_model_id, joined_rev AS rev, 0 AS removed_by, users_model_id AS user_id, true AS is_added
            FROM chats_model_users_users_model WHERE joined_rev > 0 AND joined_at > ?
            UNION ALL
            SELECT chat_id, left_rev, coalesce(removed_by, 0), user_id, false FROM former_members WHERE left_at > ?
            ORDER BY 1, 2
            """;

    private record Key(long chatId, long rev) {}

    @Inject
    @Pool(Pool.Of.CHATS)
    private DataSource database;

    /** What happened after this time by the clocks of the nodes, by chat and rev. */
    public Collection<News> since(Instant time) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(SINCE)) {
            select.setObject(1, Utc.local(time));
            select.setObject(2, Utc.local(time));
            ResultSet row = select.executeQuery();
            Map<Key, News> news = new LinkedHashMap<>();
            while (row.next()) {
                long by = row.getLong(3);
                News each = news.computeIfAbsent(
                        new Key(row.getLong(1), row.getLong(2)),
                        key -> new News(key.chatId(), key.rev(), by, new ArrayList<>(), new ArrayList<>()));
                (row.getBoolean(5) ? each.added() : each.removed()).add(row.getLong(4));
            }
            return news.values();
        }
    }
}
