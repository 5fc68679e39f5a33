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
 * Which chats a user has, the one with the latest activity first. Sorting a thousand costs the database more than all else that a
 * list needs, so a node that is alone keeps a list for a second, unless something happens in one of its chats before; what others
 * write into the database past this node is seen after that second. With other nodes nothing is kept.
 */
@ApplicationScoped
public class ChatLists implements ChatActivity {
    /** A chat of the list, and its highest seq. */
    record Entry(long chatId, long lastSeq) {}

    /** A part of a user's list, and how long it is as a whole, as far as that is counted. */
    record Part(List<Entry> entries, long total) {}

    /** A list as it was; without entries if it is too long. */
    private record Kept(Part list, long asOf) {
        boolean isWhole() {
            return list.entries().size() == list.total();
        }
    }

    private static final Duration KEPT_FOR = Duration.ofSeconds(1);
    private static final int MOST_ENTRIES = 500_000;
    private static final int LONGEST = 2_000;

    /** One row for each chat of the part, or one without a chat where it is empty; a part without room sorts nothing. */
    private static final String PART = """
            SELECT own.total, c.id, c.last_seq
            FROM (SELECT count(*) AS total
                  FROM (SELECT 1 FROM chats_model_users_users_model WHERE users_model_id = ? LIMIT %d) mine) own
            LEFT JOIN (SELECT c.* FROM chats_model_users_users_model mine JOIN chats_model c ON c.id = mine.chats_model_id
                       WHERE mine.users_model_id = ?
                       ORDER BY c.updated_at DESC, c.id DESC LIMIT ? OFFSET ?) c ON true
            ORDER BY c.updated_at DESC, c.id DESC
            """.formatted(Paging.MOST_ENTRIES);

    private final Cache<Long, Kept> lists = Caffeine.newBuilder()
            .maximumWeight(MOST_ENTRIES)
            .weigher((Long user, Kept kept) -> 1 + kept.list().entries().size())
            .expireAfterWrite(KEPT_FOR)
            .executor(Runnable::run)
            .build();

    /** Counts all that happens; what happened in a chat or to a user is remembered by this count, while a list may be older. */
    private final AtomicLong happened = new AtomicLong();

    private final Cache<Long, Long> chats = happenings();
    private final Cache<Long, Long> users = happenings();

    @Inject
    @Pool(Pool.Of.CHATS_OF_THE_TRANSACTION)
    private DataSource database;

    private final Bus bus;

    @Inject
    ChatLists(Bus bus) {
        this.bus = bus;
    }

    @Override
    public void said(long chatId) {
        if (!bus.hasOthers()) {
            chats.put(chatId, happened.incrementAndGet());
        }
    }

    void onChatCreated(@Observes(during = TransactionPhase.AFTER_SUCCESS) ChatCreated created) {
        if (!bus.hasOthers()) {
            long now = happened.incrementAndGet();
            created.chat().users().stream().map(User::id).forEach(user -> users.put(user, now));
        }
    }

    Part part(long userId, Paging paging) {
        if (bus.hasOthers() || paging.room() == 0) {
            return read(userId, paging.room(), paging.offset());
        }
        Kept kept = lists.getIfPresent(userId);
        if (kept == null || !isValid(userId, kept)) {
            kept = keep(userId);
        }
        return kept.isWhole() ? cut(kept.list(), paging) : read(userId, paging.room(), paging.offset());
    }

    private boolean isValid(long userId, Kept kept) {
        return happened.get() == kept.asOf()
                || !isLater(users.getIfPresent(userId), kept)
                        && kept.list().entries().stream()
                                .noneMatch(entry -> isLater(chats.getIfPresent(entry.chatId()), kept));
    }

    private static boolean isLater(Long happening, Kept kept) {
        return happening != null && happening > kept.asOf();
    }

    private Kept keep(long userId) {
        long asOf = happened.get();
        Part list = read(userId, LONGEST, 0);
        Kept kept = new Kept(list.total() > LONGEST ? new Part(List.of(), list.total()) : list, asOf);
        lists.put(userId, kept);
        return kept;
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

    private static Cache<Long, Long> happenings() {
        return Caffeine.newBuilder()
                .expireAfterWrite(KEPT_FOR.multipliedBy(10))
                .executor(Runnable::run)
                .build();
    }
}
