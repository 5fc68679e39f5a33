package chats.chat;

import chats.database.Pool;
import chats.database.SqlArrays;
import chats.log.Membership;
import chats.log.MessageRow;
import chats.log.Position;
import chats.log.StoredChatChange;
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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * Knows who is a member of which chats. Every message needs this, so a positive answer is cached. It may be too old: another node may have
 * removed the user. What is stored is checked again, by {@link Membership#removedRev}. A negative answer is never cached.
 */
@ApplicationScoped
class Memberships {
    private record Key(long chatId, long userId) {}

    private static final String OF = """
            SELECT c.id, NULL AS low_user_id, NULL AS high_user_id, m.joined_seq, m.joined_rev, c.history, c.removed_rev, c.highest_rev
            FROM chats_model_users_users_model m JOIN chats_model c ON c.id = m.chats_model_id
            WHERE m.users_model_id = ? AND m.chats_model_id = ANY (?)
            UNION ALL
            SELECT id, low_user_id, high_user_id, 0, 0, history, removed_rev, highest_rev
            FROM chats_model WHERE id = ANY (?) AND ? IN (low_user_id, high_user_id)
            """;

    private static final String FIRST = """
            SELECT users_model_id FROM chats_model_users_users_model WHERE chats_model_id = ? AND joined_rev = 0
            UNION SELECT user_id FROM former_members WHERE chat_id = ? AND joined_rev = 0
            """;

    private static final String CHANGED = "SELECT FROM changes WHERE chat_id = ? AND seq = ?";
    private static final String ADDED = """
            SELECT users_model_id, joined_seq FROM chats_model_users_users_model
            WHERE chats_model_id = ? AND joined_rev = ? AND users_model_id = ANY (?)
            """;

    private final Cache<Key, Membership> cache = Caffeine.newBuilder()
            .maximumSize(200_000)
            .expireAfterAccess(Duration.ofMinutes(10))
            .executor(Runnable::run)
            .build();

    /** How often something was forgotten. What is read while that happens may be older, and is not kept. */
    private final AtomicLong forgotten = new AtomicLong();

    private final DataSource database;

    @Inject
    Memberships(@Pool(Pool.Of.CHATS_OF_THE_TRANSACTION) DataSource database) {
        this.database = database;
    }

    /** The membership as it was once read; null if none is cached. */
    Membership cached(long chatId, long userId) {
        return cache.getIfPresent(new Key(chatId, userId));
    }

    /** Forgets what was read of this user in this chat, also by those who read at this moment. */
    void forget(long chatId, long userId) {
        forgotten.incrementAndGet();
        cache.invalidate(new Key(chatId, userId));
    }

    /** The user's memberships in these chats, as they are now. Those chats of which the user is no member are left out. */
    Map<Long, Membership> now(Collection<Long> chatIds, long userId) {
        long asOf = forgotten.get();
        Map<Long, Membership> found = read(chatIds, userId);
        for (long chatId : chatIds) {
            Membership membership = found.get(chatId);
            cache.asMap()
                    .compute(new Key(chatId, userId), (key, before) -> forgotten.get() == asOf ? membership : null);
        }
        return found;
    }

    /** The same for many chats; those without a cached membership are left out. */
    Map<Long, Membership> cached(Collection<Long> chatIds, long userId) {
        Map<Long, Membership> known = new HashMap<>();
        for (long chatId : chatIds) {
            Membership membership = cached(chatId, userId);
            if (membership != null) {
                known.put(chatId, membership);
            }
        }
        return known;
    }

    /** The user's memberships in these chats, as far as this node knows; what is not cached takes one query. */
    Map<Long, Membership> known(Collection<Long> chatIds, long userId) {
        Map<Long, Membership> known = cached(chatIds, userId);
        List<Long> others =
                chatIds.stream().filter(id -> !known.containsKey(id)).toList();
        if (!others.isEmpty()) {
            known.putAll(now(others, userId));
        }
        return known;
    }

    /** Those with whom the chat was created, whether they are still members or not. */
    Set<Long> first(long chatId) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(FIRST)) {
            select.setInt(1, (int) chatId);
            select.setInt(2, (int) chatId);
            ResultSet row = select.executeQuery();
            Set<Long> users = new TreeSet<>();
            while (row.next()) {
                users.add(row.getLong(1));
            }
            return users;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /** Whether the chat itself was changed since it was created. */
    boolean wasChanged(long chatId) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(CHANGED)) {
            select.setInt(1, (int) chatId);
            select.setLong(2, StoredChatChange.NO_MESSAGE);
            return select.executeQuery().next();
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /** Of these users those who are members since the change of this rev, with the position at which they joined. */
    Map<Long, Position> addedBy(long chatId, long rev, Collection<Long> users) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(ADDED)) {
            select.setInt(1, (int) chatId);
            select.setLong(2, rev);
            SqlArrays.set(select, 3, "int4", users, id -> id);
            ResultSet row = select.executeQuery();
            Map<Long, Position> added = new HashMap<>();
            while (row.next()) {
                added.put(row.getLong(1), new Position(row.getLong(2), rev));
            }
            return added;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    private Map<Long, Membership> read(Collection<Long> chatIds, long userId) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(OF)) {
            Array ids = connection.createArrayOf("int8", chatIds.toArray());
            select.setInt(1, (int) userId);
            select.setArray(2, ids);
            select.setArray(3, ids);
            select.setInt(4, (int) userId);
            ResultSet row = select.executeQuery();
            Map<Long, Membership> found = new HashMap<>();
            while (row.next()) {
                found.put(row.getLong("id"), membership(row));
            }
            return found;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    private static Membership membership(ResultSet row) throws SQLException {
        return new Membership(
                MessageRow.pair(row),
                new Position(row.getLong("joined_seq"), row.getLong("joined_rev")),
                !ChatHistory.JOINED.code().equals(row.getString("history")),
                row.getLong("removed_rev"),
                row.getLong("highest_rev"));
    }
}
