package chats.chat;

import chats.bus.Bus;
import chats.http.Paging;
import chats.users.User;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.Resource;
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
public class ChatLists {
    /** A chat of the list, and its highest seq. */
    record Entry(long chatId, long lastSeq) {}

    /** A part of a user's list, and how long it is as a whole. */
    record Part(List<Entry> entries, long total) {}

    private record Kept(List<Entry> entries, boolean whole, long asOf) {}

    private static final Duration KEPT_FOR = Duration.ofSeconds(1);
    private static final int MOST_ENTRIES = 500_000;
    private static final int LONGEST = 2_000;

    private static final String TOTAL =
            "SELECT count(*) AS total FROM chats_model_users_users_model WHERE users_model_id = ?";

    private static final String PART = """
            SELECT c.id, c.last_seq
            FROM chats_model_users_users_model mine JOIN chats_model c ON c.id = mine.chats_model_id
            WHERE mine.users_model_id = ?
            ORDER BY c.updated_at DESC, c.id DESC LIMIT ? OFFSET ?
            """;

    private final Cache<Long, Kept> lists = Caffeine.newBuilder()
            .maximumWeight(MOST_ENTRIES)
            .weigher((Long user, Kept kept) -> 1 + kept.entries().size())
            .expireAfterWrite(KEPT_FOR)
            .executor(Runnable::run)
            .build();

    /** Counts all that happens; what happened in a chat or to a user is remembered by this count, while a list may be older. */
    private final AtomicLong happened = new AtomicLong();

    private final Cache<Long, Long> chats = happenings();
    private final Cache<Long, Long> users = happenings();

    @Resource(lookup = "jdbc/chats")
    private DataSource database;

    private final Bus bus;

    @Inject
    ChatLists(Bus bus) {
        this.bus = bus;
    }

    protected ChatLists() {
        this(null);
    }

    /** Something new was said in this chat, and is stored; to be called before anybody is told. */
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
        if (bus.hasOthers()) {
            return ask(userId, paging);
        }
        Kept kept = lists.getIfPresent(userId);
        if (kept == null || !isValid(userId, kept)) {
            kept = keep(userId);
        }
        return kept.whole() ? cut(kept.entries(), paging) : ask(userId, paging);
    }

    private boolean isValid(long userId, Kept kept) {
        return happened.get() == kept.asOf()
                || !isLater(users.getIfPresent(userId), kept)
                        && kept.entries().stream()
                                .noneMatch(entry -> isLater(chats.getIfPresent(entry.chatId()), kept));
    }

    private static boolean isLater(Long happening, Kept kept) {
        return happening != null && happening > kept.asOf();
    }

    private Kept keep(long userId) {
        long asOf = happened.get();
        try (Connection connection = database.getConnection()) {
            List<Entry> entries = read(connection, userId, LONGEST + 1, 0);
            boolean whole = entries.size() <= LONGEST;
            Kept kept = new Kept(whole ? List.copyOf(entries) : List.of(), whole, asOf);
            lists.put(userId, kept);
            return kept;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    private static Part cut(List<Entry> all, Paging paging) {
        int from = (int) Math.min(all.size(), paging.offset());
        int to = (int) Math.min(all.size(), paging.offset() + paging.limit());
        return new Part(all.subList(from, to), all.size());
    }

    private Part ask(long userId, Paging paging) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(TOTAL)) {
            select.setInt(1, (int) userId);
            ResultSet row = select.executeQuery();
            row.next();
            long total = row.getLong("total");
            return new Part(
                    paging.offset() >= total ? List.of() : read(connection, userId, paging.limit(), paging.offset()),
                    total);
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    private static List<Entry> read(Connection connection, long userId, int limit, long offset) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PART)) {
            select.setInt(1, (int) userId);
            select.setInt(2, limit);
            select.setLong(3, offset);
            ResultSet row = select.executeQuery();
            List<Entry> entries = new ArrayList<>();
            while (row.next()) {
                entries.add(new Entry(row.getLong("id"), row.getLong("last_seq")));
            }
            return entries;
        }
    }

    private static Cache<Long, Long> happenings() {
        return Caffeine.newBuilder()
                .expireAfterWrite(KEPT_FOR.multipliedBy(10))
                .executor(Runnable::run)
                .build();
    }
}
