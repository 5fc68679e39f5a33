package chats.live;

import chats.chat.ChatsService;
import chats.chat.RecentMembers;
import chats.errors.ChatsException;
import chats.errors.DatabaseErrors;
import chats.json.Json;
import chats.log.StoredChatChange;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Tells users of this node that they have become members of a chat, by {@code chat_created}, or are none any more, by {@code chat_removed}:
 * all their sockets, whether they have entered the chat or not. A socket that has entered hears {@code chat_removed} behind all that it
 * hears of the chat. What another node did and the bus has lost is found in the database.
 */
@ApplicationScoped
class MemberNews {
    private record Key(long chatId, long rev) {}

    /** Of {@code chat_removed}. */
    private record Removed(long chatId, Long by) {}

    private static final System.Logger LOG = System.getLogger(MemberNews.class.getName());

    /** Clocks of nodes may differ by this much. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private static final int RETRY_MS = 1000;
    private static final int MOST_RETRIES = 60;

    @Resource
    ManagedScheduledExecutorService executor;

    /** What was told already: a change comes by the channels of the chat and of users. */
    private final Cache<Key, Boolean> told = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(OVERLAP.multipliedBy(10))
            .executor(Runnable::run)
            .build();

    private final Connections connections;
    private final ChatsService chats;
    private final RecentMembers recent;
    private final Clock clock;
    private Instant lookedAt;

    @Inject
    MemberNews(Connections connections, ChatsService chats, RecentMembers recent, Clock clock) {
        this.connections = connections;
        this.chats = chats;
        this.recent = recent;
        this.clock = clock;
    }

    /** A chat was changed, by any node. It may come more than once. Does not wait. */
    void changed(StoredChatChange change) {
        change.removed().forEach(user -> chats.forgetMembership(change.chatId(), user));
        if (!(change.added().isEmpty() && change.removed().isEmpty())) {
            tell(new RecentMembers.News(change.chatId(), change.rev(), change.by(), change.added(), change.removed()));
        }
    }

    private void tell(RecentMembers.News news) {
        if (told.asMap().putIfAbsent(new Key(news.chatId(), news.rev()), true) == null) {
            tellRemoved(news.chatId(), news.rev(), news.by(), news.removed());
            List<Long> added = here(news.added());
            if (!added.isEmpty()) {
                later(0, news.chatId(), news.rev(), added, 0);
            }
        }
    }

    private List<Long> here(List<Long> users) {
        return users.stream().filter(user -> !connections.of(user).isEmpty()).toList();
    }

    private void tellRemoved(long chatId, long rev, long by, List<Long> users) {
        List<Long> here = here(users);
        if (here.isEmpty()) {
            return;
        }
        ServerEvent event = new ServerEvent("chat_removed", Json.write(new Removed(chatId, by == 0 ? null : by)));
        for (long user : here) {
            for (Connection connection : connections.of(user)) {
                Listener listener = connection.entered().get(chatId);
                if (listener == null) {
                    connection.socket().dropSignals(chatId);
                    connection.socket().emit(event);
                } else {
                    listener.tellAtEnd(event, rev);
                }
            }
        }
    }

    private void later(long pauseMs, long chatId, long rev, List<Long> users, int tries) {
        try {
            executor.schedule(() -> tellAdded(chatId, rev, users, tries), pauseMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "The server stops; new members find the chat when they come back", e);
        }
    }

    /** All of them see the same chat: they have come together. Who has left meanwhile is not told. */
    private void tellAdded(long chatId, long rev, List<Long> users, int tries) {
        try {
            ChatsService.ShownToAdded shown = chats.showToAdded(chatId, rev, users);
            ServerEvent event = new ServerEvent(Hub.CHAT_CREATED, Json.write(shown.chat()));
            for (long user : shown.users()) {
                for (Connection connection : connections.of(user)) {
                    Listener listener = connection.entered().get(chatId);
                    if (listener == null) {
                        connection.socket().emit(event);
                    } else {
                        listener.tellBehindFarewell(event);
                    }
                }
            }
        } catch (ChatsException e) {
            LOG.log(Level.DEBUG, "The chat of a new member is gone", e);
        } catch (RuntimeException e) {
            boolean isAway = DatabaseErrors.unavailable(e);
            LOG.log(isAway ? Level.DEBUG : Level.ERROR, "A user could not be told of a chat that he was added to", e);
            if (isAway && tries < MOST_RETRIES) {
                later(RETRY_MS, chatId, rev, users, tries + 1);
            }
        }
    }

    /**
     * Looks for what was not told. The lock is held across database reads, by one thread at a time.
     *
     * @param mayBeLost whether what is new here was lost; else its own node has told it, or is about to
     * @throws SQLException the database does not answer
     */
    synchronized void look(boolean mayBeLost) throws SQLException {
        Instant now = clock.instant();
        boolean tells = mayBeLost && lookedAt != null;
        for (RecentMembers.News news : recent.since((lookedAt == null ? now : lookedAt).minus(OVERLAP))) {
            news.removed().forEach(user -> chats.forgetMembership(news.chatId(), user));
            if (tells) {
                tell(news);
            }
        }
        lookedAt = now;
    }

    /** A room has read from the database that somebody came or went: what told it to others was lost, or is late. */
    void lookAgain() {
        try {
            look(true);
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "Who came and went is looked for later", e);
        }
    }
}
