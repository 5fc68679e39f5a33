package chats.live;

import chats.commands.RequestOrigin;
import chats.counters.Counter;
import chats.errors.DatabaseErrors;
import chats.message.Histories;
import chats.message.InFlightBatches;
import chats.message.LastSeqs;
import chats.message.Message;
import chats.message.Pair;
import chats.message.Range;
import chats.message.StoredMessage;
import chats.message.Whisper;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Reads from the database what this node's sockets should have received and have not: the missing predecessors that a
 * room or a whisper stream waits for, and everything that {@link #everywhere} finds. Before it delivers a page, it
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

    private final Set<Object> waiting = ConcurrentHashMap.newKeySet();
    private final Rooms rooms;
    private final WhisperStreams whispers;
    private final Histories histories;
    private final LastSeqs lastSeqs;
    private final InFlightBatches inFlight;

    @Inject
    CatchUp(Rooms rooms, WhisperStreams whispers, Histories histories, LastSeqs lastSeqs, InFlightBatches inFlight) {
        this.rooms = rooms;
        this.whispers = whispers;
        this.histories = histories;
        this.lastSeqs = lastSeqs;
        this.inFlight = inFlight;
    }

    /**
     * Called when the room holds something back: fetches the missing predecessors, unless they arrive within
     * {@value #PATIENCE_MS} ms.
     */
    void soon(Room room) {
        later(PATIENCE_MS, room, () -> {
            if (room.isWaiting()) {
                fill(room);
            }
        });
    }

    /** The same for a stream that holds something back. */
    void soon(WhisperStream stream) {
        later(PATIENCE_MS, stream, () -> {
            if (stream.isWaiting()) {
                fill(stream);
            }
        });
    }

    /**
     * Compares all rooms and streams of this node with the database and fetches what is missing.
     *
     * @throws SQLException the database does not answer
     */
    void everywhere() throws SQLException {
        for (long chatId : lastSeqs.chatsBeyond(rooms.delivered())) {
            Room room = rooms.find(chatId);
            if (room != null) {
                fill(room);
            }
        }
        for (WhisperStream stream : whispers.all()) {
            whispers.open(stream);
        }
        for (WhisperStream stream : whispers.of(lastSeqs.usersBeyond(whispers.seqs()))) {
            fill(stream);
        }
    }

    private void fill(Room room) {
        List<Message> page;
        do {
            page = histories
                    .messages(room.chatId(), Range.after(room.delivered(), Replay.PAGE))
                    .data();
            inFlight.await();
            for (Message message : page) {
                if (message.seq() > room.delivered()) {
                    room.offer(StoredMessage.MessageSent.of(message, RequestOrigin.rest(message.author())));
                    Counter.FETCHED.add();
                }
            }
        } while (page.size() == Replay.PAGE);
    }

    private void fill(WhisperStream stream) throws SQLException {
        for (Map.Entry<Pair, Long> last : lastSeqs.pairsOf(stream.userId()).entrySet()) {
            boolean more = stream.delivered(last.getKey()) < last.getValue();
            while (more) {
                List<Whisper> page = histories
                        .whispers(last.getKey(), Range.after(stream.delivered(last.getKey()), Replay.PAGE))
                        .data();
                inFlight.await();
                for (Whisper whisper : page) {
                    if (whisper.seq() > stream.delivered(last.getKey())) {
                        stream.offer(StoredMessage.WhisperSent.of(whisper, RequestOrigin.rest(whisper.author())));
                        Counter.FETCHED.add();
                    }
                }
                more = page.size() == Replay.PAGE;
            }
        }
    }

    private interface FetchTask {
        void run() throws SQLException;
    }

    /**
     * Schedules the fetch, at most one at a time for each room or stream, and repeats it while the database does not
     * answer.
     */
    private void later(long delayMs, Object target, FetchTask fetch) {
        if (!waiting.add(target)) {
            return;
        }
        executor.schedule(
                () -> {
                    waiting.remove(target);
                    try {
                        fetch.run();
                    } catch (SQLException | RuntimeException e) {
                        LOG.log(
                                DatabaseErrors.unavailable(e) ? Level.DEBUG : Level.ERROR,
                                "Missing messages could not be fetched, trying again",
                                e);
                        later(RETRY_MS, target, fetch);
                    }
                },
                delayMs,
                TimeUnit.MILLISECONDS);
    }
}
