package chats.live;

import chats.chat.ChatCreated;
import chats.chat.ChatsService;
import chats.chat.RecentChats;
import chats.commands.RequestOrigin;
import chats.json.Json;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;

/**
 * Finds new chats in the database that the sockets on this node have not received, because a bus message was lost.
 * A chat that is first seen while the bus works is only remembered: its own node has announced it. A chat that is first
 * seen while bus messages may have been lost is announced here.
 */
@ApplicationScoped
class NewChats {
    private static final long NOT_LOOKED_YET = -1;

    private final Cache<Long, Boolean> seen =
            Caffeine.newBuilder().maximumSize(10_000).executor(Runnable::run).build();
    private final RecentChats recent;
    private final ChatsService chats;
    private final Connections connections;
    private final Hub hub;
    private long highest = NOT_LOOKED_YET;

    @Inject
    NewChats(RecentChats recent, ChatsService chats, Connections connections, Hub hub) {
        this.recent = recent;
        this.chats = chats;
        this.connections = connections;
        this.hub = hub;
    }

    void onChatCreated(@Observes(during = TransactionPhase.AFTER_SUCCESS) ChatCreated created) {
        seen.put(created.chat().id(), true);
    }

    /** Remembers, if the signal is a new chat, that the sockets on this node have received it. */
    void markAnnounced(Signal signal) {
        if (signal.name().equals(Hub.CHAT_CREATED)) {
            seen.put(Json.read(signal.json()).get("id").longValue(), true);
        }
    }

    /**
     * Looks for chats that have not been seen. The lock is held across database reads, by one thread at a time.
     *
     * @param announce whether chats that are new here are to be announced
     * @throws SQLException the database does not answer
     */
    synchronized void look(boolean announce) throws SQLException {
        boolean first = highest == NOT_LOOKED_YET;
        if (first) {
            highest = recent.highest();
        }
        RecentChats.Looked looked = recent.since(highest);
        for (long chatId : looked.rooms()) {
            if (seen.asMap().putIfAbsent(chatId, true) == null && announce && !first) {
                announce(chatId);
            }
        }
        highest = looked.highest();
    }

    /** Who was added later is told by {@link MemberNews}, with what is hidden from him. */
    private void announce(long chatId) throws SQLException {
        List<Long> here = recent.firstMembers(chatId).stream()
                .filter(user -> !connections.of(user).isEmpty())
                .toList();
        if (!here.isEmpty()) {
            hub.tell(Hub.chatCreated(Json.write(chats.showToFirst(chatId)), here, RequestOrigin.NO_SOCKET));
        }
    }
}
