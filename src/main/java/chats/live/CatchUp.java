package chats.live;

import chats.counters.Counter;
import chats.errors.DatabaseErrors;
import chats.log.ChatLog;
import chats.log.Positions;
import chats.log.Positions.DirectPosition;
import chats.log.StoredChatChange;
import chats.writer.InFlightBatches;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Reads from the database what this node's sockets should have received and have not: the missing predecessors that a
 * room waits for, and everything that {@link #everywhere} finds. Before it delivers a page, it
 * waits until the batches that this node is storing have been announced: the announcement knows the sending socket and
 * skips it, a row does not.
 */
@ApplicationScoped
class CatchUp {
    private static final System.Logger LOG = System.getLogger(CatchUp.class.getName());

    /** As a rule the missing predecessor arrives by itself within this time. */
    private static final long PATIENCE_MS = 30;

    private static final long RETRY_MS = 500;

    @Resource
    private ManagedScheduledExecutorService executor;

    private final Set<Room> waiting = ConcurrentHashMap.newKeySet();
    private final Rooms rooms;
    private final DirectRooms direct;
    private final ChatLog log;
    private final Positions positions;
    private final InFlightBatches inFlight;
    private final MemberNews memberNews;

    @Inject
    CatchUp(
            Rooms rooms,
            DirectRooms direct,
            ChatLog log,
            Positions positions,
            InFlightBatches inFlight,
            MemberNews memberNews) {
        this.memberNews = memberNews;
        this.rooms = rooms;
        this.direct = direct;
        this.log = log;
        this.positions = positions;
        this.inFlight = inFlight;
    }

    /**
     * Called when the room holds something back: fetches the missing predecessors, unless they arrive within
     * {@value #PATIENCE_MS} ms.
     */
    void soon(Room room) {
        later(PATIENCE_MS, room);
    }

    /** Compares all rooms of this node with the database and fetches what is missing. */
    void everywhere() {
        for (long chatId : positions.chatsBeyond(rooms.delivered())) {
            Room room = rooms.find(chatId);
            if (room != null) {
                fill(room);
            }
        }
        for (long user : positions.usersBeyond(direct.steps())) {
            for (DirectPosition chat : positions.directOf(user)) {
                fill(user, chat);
            }
        }
    }

    private void fill(long userId, DirectPosition chat) {
        Room room = direct.behind(userId, chat);
        if (room != null) {
            try {
                if (room.isOpen()) {
                    fill(room);
                }
            } finally {
                rooms.release(room);
            }
        }
    }

    private void fill(Room room) {
        ChatLog.Part part;
        do {
            part = log.after(room.chatId(), room.delivered(), Replay.PAGE);
            inFlight.await();
            if (room.isDirect()) {
                direct.letAllListen(room);
            }
            Counter.FETCHED.add(room.fill(part));
            rooms.releaseEnded(room);
            if (part.events().stream().anyMatch(StoredChatChange.class::isInstance)) {
                memberNews.lookAgain();
            }
        } while (!part.isComplete());
    }

    /** Schedules a fetch for the room, unless one is scheduled already. It is repeated while the database does not answer. */
    private void later(long delayMs, Room room) {
        if (waiting.add(room)) {
            executor.schedule(() -> fillIfWaiting(room), delayMs, TimeUnit.MILLISECONDS);
        }
    }

    private void fillIfWaiting(Room room) {
        waiting.remove(room);
        try {
            if (room.isWaiting()) {
                fill(room);
            }
        } catch (RuntimeException e) {
            LOG.log(
                    DatabaseErrors.unavailable(e) ? Level.DEBUG : Level.ERROR,
                    "What is missing in a chat could not be fetched, trying again",
                    e);
            later(RETRY_MS, room);
        }
    }
}
