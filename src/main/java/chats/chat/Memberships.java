package chats.chat;

import chats.database.Pool;
import chats.log.MessageRow;
import chats.log.Pair;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Checks who is a member of which chats. Every message needs this, so a positive answer is cached. That is right on
 * several nodes too, since the members of a chat never change. A negative answer is never cached.
 */
@ApplicationScoped
class Memberships {
    private record Membership(long chatId, long userId) {}

    private static final String OF = """
            SELECT chats_model_id AS id, NULL AS low_user_id, NULL AS high_user_id FROM chats_model_users_users_model
            WHERE users_model_id = ? AND chats_model_id = ANY (?)
            UNION ALL
            SELECT id, low_user_id, high_user_id FROM chats_model WHERE id = ANY (?) AND ? IN (low_user_id, high_user_id)
            """;

    /** For each membership the two users of a direct chat; empty in a room. */
    private final Cache<Membership, Optional<Pair>> cache = Caffeine.newBuilder()
            .maximumSize(200_000)
            .expireAfterAccess(Duration.ofMinutes(10))
            .executor(Runnable::run)
            .build();

    @Inject
    @Pool(Pool.Of.CHATS_OF_THE_TRANSACTION)
    private DataSource database;

    /** The two users of a direct chat, empty in a room; null if it is not cached that the user is a member. */
    Optional<Pair> cached(long chatId, long userId) {
        return cache.getIfPresent(new Membership(chatId, userId));
    }

    /**
     * The chats in which the user is no member, in their order. Mostly the answer is cached; else it takes one query.
     *
     * @param direct filled with the two users of each direct chat in which the user is a member
     */
    List<Long> others(Collection<Long> chatIds, long userId, Map<Long, Pair> direct) {
        List<Long> unknown = new ArrayList<>();
        for (Long chatId : chatIds) {
            Optional<Pair> known = cached(chatId, userId);
            if (known == null) {
                unknown.add(chatId);
            } else {
                known.ifPresent(pair -> direct.put(chatId, pair));
            }
        }
        if (unknown.isEmpty()) {
            return unknown;
        }
        Map<Long, Optional<Pair>> found = read(unknown, userId);
        found.forEach((chatId, pair) -> {
            cache.put(new Membership(chatId, userId), pair);
            pair.ifPresent(users -> direct.put(chatId, users));
        });
        return unknown.stream().filter(chatId -> !found.containsKey(chatId)).toList();
    }

    private Map<Long, Optional<Pair>> read(Collection<Long> chatIds, long userId) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(OF)) {
            Array ids = connection.createArrayOf("int8", chatIds.toArray());
            select.setInt(1, (int) userId);
            select.setArray(2, ids);
            select.setArray(3, ids);
            select.setInt(4, (int) userId);
            ResultSet row = select.executeQuery();
            Map<Long, Optional<Pair>> found = new HashMap<>();
            while (row.next()) {
                found.put(row.getLong("id"), Optional.ofNullable(MessageRow.pair(row)));
            }
            return found;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }
}
