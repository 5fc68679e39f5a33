package chats.chat;

import chats.bus.Bus;
import chats.database.Pool;
import chats.http.Paging;
import chats.log.Position;
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
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The list of a user's chats, the one with the latest activity first. Sorting a thousand chats costs the database more
 * than everything else that a list needs. So a single node caches a list for a second, or until something happens in
 * one of its chats. A change that another program makes in the database is seen after that second. With other nodes
 * nothing is cached, because their messages are not noticed here in time.
 */
@ApplicationScoped
class ChatLists {
    /** A chat of the list, and how far it has come. */
    record Entry(long chatId, Position last) {}

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
    private static final Map<ChatKind, String> PARTS = Stream.of(ChatKind.values())
            .collect(Collectors.toUnmodifiableMap(
                    kind -> kind, kind -> """
            SELECT own.total, c.id, c.last_seq, c.highest_rev
            FROM (SELECT count(*) AS total FROM (%1$s LIMIT %2$d) mine) own
            LEFT JOIN (SELECT c.* FROM (%1$s) mine JOIN chats_model c ON c.id = mine.id
                       ORDER BY c.updated_at DESC, c.id DESC LIMIT ? OFFSET ?) c ON true
            ORDER BY c.updated_at DESC, c.id DESC
            """.formatted(kind.idsOfUser(), Paging.MOST_ENTRIES)));

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

    /** A message was stored in this chat, or changed. */
    void changed(long chatId) {
        if (!bus.hasOthers()) {
            chats.put(chatId, changeCount.incrementAndGet());
        }
    }

    void onChatCreated(@Observes(during = TransactionPhase.AFTER_SUCCESS) ChatCreated created) {
        if (!bus.hasOthers()) {
            long now = changeCount.incrementAndGet();
            created.userIds().forEach(user -> users.put(user, now));
        }
    }

    /** The user has become a member of a chat, or is one no more. */
    void membersChanged(long userId) {
        if (!bus.hasOthers()) {
            users.put(userId, changeCount.incrementAndGet());
        }
    }

    Part part(long userId, ChatKind kind, Paging paging) {
        if (bus.hasOthers() || paging.room() == 0 || kind != ChatKind.ROOM) {
            return read(userId, kind, paging.room(), paging.offset());
        }
        CachedList cached = lists.getIfPresent(userId);
        if (cached == null || !isValid(userId, cached)) {
            cached = keep(userId);
        }
        return cached.isWhole() ? cut(cached.list(), paging) : read(userId, kind, paging.room(), paging.offset());
    }

    /** Whether the user's list is cached as a whole, since this node is the only one. */
    boolean isCached(long userId, ChatKind kind) {
        CachedList cached = kind == ChatKind.ROOM && !bus.hasOthers() ? lists.getIfPresent(userId) : null;
        return cached != null && cached.isWhole();
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
        Part list = read(userId, ChatKind.ROOM, MAX_CACHED_LENGTH, 0);
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

    private Part read(long userId, ChatKind kind, int limit, int offset) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(PARTS.get(kind))) {
            int ids = 2 * kind.parameters();
            for (int i = 1; i <= ids; i++) {
                select.setInt(i, (int) userId);
            }
            select.setInt(ids + 1, limit);
            select.setInt(ids + 2, offset);
            ResultSet row = select.executeQuery();
            List<Entry> entries = new ArrayList<>();
            long total = 0;
            while (row.next()) {
                total = row.getLong("total");
                long id = row.getLong("id");
                if (!row.wasNull()) {
                    entries.add(new Entry(id, new Position(row.getLong("last_seq"), row.getLong("highest_rev"))));
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
