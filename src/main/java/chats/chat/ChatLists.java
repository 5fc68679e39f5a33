package chats.chat;

import chats.bus.Bus;
import chats.database.Pool;
import chats.http.Paging;
import chats.message.ChatActivity;
import chats.users.User;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * The list of a user's chats, the one with the latest activity first. Sorting a thousand chats costs the database more
 * than everything else that a list needs. So a single node caches a list for a second, or until something happens in
 * one of its chats. A change that another program makes in the database is seen after that second. With other nodes
 * nothing is cached, because their messages are not noticed here in time.
 */
@ApplicationScoped
public class ChatLists implements ChatActivity {
    /** A chat of the list, and its highest seq. */
    record Entry(long chatId, long lastSeq) {}

    /**
     * A part of a user's list.
     *
     * @param total the length of the whole list, counted up to a bound
     */
    record Part(List<Entry> entries, long total) {}

    /**
     * A cached list; without entries if it is too long to be cached.
     *
     * @param asOf the value of {@code changeCount} before the list was read
     */
    private record CachedList(Part list, long asOf) {
        boolean isWhole() {
            return list.entries().size() == list.total();
        }
    }

    private static final Duration CACHED_FOR = Duration.ofSeconds(1);
    private static final int MAX_CACHED_ENTRIES = 500_000;
    private static final int MAX_CACHED_LENGTH = 2_000;

    /**
     * One row for each chat of the part, or one row without a chat if the part is empty. With a limit of 0 nothing is
     * sorted.
     */
    private static final String PART = """
            SELECT own.total, c.id, c.last_seq
            FROM (SELECT count(*) AS total
                  FROM (SELECT 1 FROM chats_model_users_users_model WHERE users_model_id = ? LIMIT %d) mine) own
            LEFT JOIN (SELECT c.* FROM chats_model_users_users_model mine JOIN chats_model c ON c.id = mine.chats_model_id
                       WHERE mine.users_model_id = ?
                       ORDER BY c.updated_at DESC, c.id DESC LIMIT ? OFFSET ?) c ON true
            ORDER BY c.updated_at DESC, c.id DESC
            """.formatted(Paging.MOST_ENTRIES);

    private final Cache<Long, CachedList> lists = Caffeine.newBuilder()
            .maximumWeight(MAX_CACHED_ENTRIES)
            .weigher((Long user, CachedList cached) ->
                    1 + cached.list().entries().size())
            .expireAfterWrite(CACHED_FOR)
            .executor(Runnable::run)
            .build();

    /**
     * Counts all changes. For each chat and user, its value at the last change is kept; a list is stale if it was read
     * before that.
     */
    private final AtomicLong changeCount = new AtomicLong();

    private final Cache<Long, Long> chats = changes();
    private final Cache<Long, Long> users = changes();

    @Inject
    @Pool(Pool.Of.CHATS_OF_THE_TRANSACTION)
    private DataSource database;

    private final Bus bus;

    @Inject
    ChatLists(Bus bus) {
        this.bus = bus;
    }

    @Override
    public void messageStored(long chatId) {
        if (!bus.hasOthers()) {
            chats.put(chatId, changeCount.incrementAndGet());
        }
    }

    void onChatCreated(@Observes(during = TransactionPhase.AFTER_SUCCESS) ChatCreated created) {
        if (!bus.hasOthers()) {
            long now = changeCount.incrementAndGet();
            created.chat().users().stream().map(User::id).forEach(user -> users.put(user, now));
        }
    }

    Part part(long userId, Paging paging) {
        if (bus.hasOthers() || paging.room() == 0) {
            return read(userId, paging.room(), paging.offset());
        }
        CachedList cached = lists.getIfPresent(userId);
        if (cached == null || !isValid(userId, cached)) {
            cached = keep(userId);
        }
        return cached.isWhole() ? cut(cached.list(), paging) : read(userId, paging.room(), paging.offset());
    }

    private boolean isValid(long userId, CachedList cached) {
        return changeCount.get() == cached.asOf()
                || !isLater(users.getIfPresent(userId), cached)
                        && cached.list().entries().stream()
                                .noneMatch(entry -> isLater(chats.getIfPresent(entry.chatId()), cached));
    }

    private static boolean isLater(Long change, CachedList cached) {
        return change != null && change > cached.asOf();
    }

    private CachedList keep(long userId) {
        long asOf = changeCount.get();
        Part list = read(userId, MAX_CACHED_LENGTH, 0);
        CachedList cached =
                new CachedList(list.total() > MAX_CACHED_LENGTH ? new Part(List.of(), list.total()) : list, asOf);
        lists.put(userId, cached);
        return cached;
    }

    private static Part cut(Part list, Paging paging) {
        int from = (int) Math.min(list.total(), paging.offset());
        int to = (int) Math.min(list.total(), paging.offset() + paging.room());
        return new Part(list.entries().subList(from, to), list.total());
    }

    private Part read(long userId, int limit, int offset) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(PART)) {
            select.setInt(1, (int) userId);
            select.setInt(2, (int) userId);
            select.setInt(3, limit);
            select.setInt(4, offset);
            ResultSet row = select.executeQuery();
            List<Entry> entries = new ArrayList<>();
            long total = 0;
            while (row.next()) {
                total = row.getLong("total");
                long id = row.getLong("id");
                if (!row.wasNull()) {
                    entries.add(new Entry(id, row.getLong("last_seq")));
                }
            }
            return new Part(entries, total);
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    private static Cache<Long, Long> changes() {
        return Caffeine.newBuilder()
                .expireAfterWrite(CACHED_FOR.multipliedBy(10))
                .executor(Runnable::run)
                .build();
    }
}
