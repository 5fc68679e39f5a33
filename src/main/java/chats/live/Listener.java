package chats.live;

import chats.counters.Counter;
import chats.json.Json;
import chats.log.ChatEvent;
import chats.log.ChatLog;
import chats.log.Membership;
import chats.log.Position;
import chats.log.StoredMessage;
import chats.log.StoredMessageChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A connection's subscription to a room. Of the room's messages the client has one unbroken range of seqs, and of its
 * changes one unbroken range of revs. Live events extend both upwards, a replay extends them downwards. While a replay runs,
 * live events are not emitted; the replay reads them from the database before it ends, so that the order is kept.
 *
 * <p>The lock guards all fields that change, so that nothing is emitted after the end. It is taken inside the room's lock.
 * The outbox's lock is taken inside it.
 */
final class Listener {
    private static final long NOTHING_YET = -1;

    private final Connection connection;
    private final Room room;
    private final Membership membership;
    private long from = NOTHING_YET;
    private long to = NOTHING_YET;
    private long fromRev;
    private long toRev;
    private int replays;

    /** By the seq of the message, the last change of it that came since a replay began to read its page; null if none reads. */
    private Map<Long, StoredMessageChange> changesMeanwhile;

    /** What the socket is to hear once this has ended, since its user is no member any more. */
    private List<ServerEvent> farewell = List.of();

    private boolean ended;

    /**
     * The chat's position when a replay last read it. The listener does not go live below it: an event from before may have an older text
     * than what was read.
     */
    private Position read = Position.START;

    private Listener(Connection connection, Room room, Membership membership) {
        this.connection = connection;
        this.room = room;
        this.membership = membership;
    }

    /** One that hears what comes next, whatever that is. */
    static Listener ofWhatComes(Connection connection, Room room) {
        return new Listener(connection, room, Membership.direct(room.pair()));
    }

    /**
     * One that hears what comes after a position.
     *
     * @param membership that of its user
     */
    static Listener at(Connection connection, Room room, Position position, Membership membership) {
        Listener listener = new Listener(connection, room, membership);
        listener.beginAt(position);
        return listener;
    }

    private void beginAt(Position position) {
        from = position.seq() + 1;
        to = position.seq();
        fromRev = position.rev();
        toRev = position.rev();
    }

    Connection connection() {
        return connection;
    }

    Room room() {
        return room;
    }

    /** The stay in the chat in which the user entered. */
    Membership membership() {
        return membership;
    }

    /** The highest seq and rev that the client has. */
    synchronized Position position() {
        return new Position(to, toRev);
    }

    synchronized boolean isEnded() {
        return ended;
    }

    /**
     * Emits a live event; called in their order. The socket that sent a message is skipped, since it gets an acknowledgement.
     */
    synchronized void deliver(ChatEvent event, ServerEvent encoded) {
        if (pass(event) && event.socket() != connection.id() && shows(event)) {
            connection.socket().emit(encoded);
            Counter.DELIVERED.add();
        }
    }

    private boolean shows(ChatEvent event) {
        return !(event instanceof StoredMessageChange)
                || event.target() > membership.hidden().seq();
    }

    /** Emits what has no place in the chat's order, unless the listener has ended. */
    synchronized void tell(DroppableEvent event) {
        if (!ended) {
            connection.socket().emit(event);
        }
    }

    /**
     * Counts a live event as heard without emitting it.
     *
     * @return whether this listener is to hear it
     */
    synchronized boolean pass(ChatEvent event) {
        if (event instanceof StoredMessageChange change) {
            note(change);
        }
        if (ended || replays > 0 || to != NOTHING_YET && !event.isBeyond(to, toRev)) {
            return false;
        }
        if (to == NOTHING_YET) {
            beginAt(event.before());
        }
        passed(event);
        return true;
    }

    /**
     * Learns of a change, also of one that the room holds back: whoever made it has been answered, and a page that was read before must
     * not be shown without it. What the client's position covers was stored before the page was read.
     */
    synchronized void note(StoredMessageChange change) {
        if (changesMeanwhile != null && change.rev() > toRev) {
            changesMeanwhile.merge(change.target(), change, (one, other) -> one.rev() > other.rev() ? one : other);
        }
    }

    private void passed(ChatEvent event) {
        to = Math.max(to, event.seq());
        toRev = Math.max(toRev, event.rev());
    }

    /**
     * Emits no live event until one more replay is over.
     *
     * @param cursor where the client is
     * @param last how far the chat has come
     * @return what the replay reads from before the ranges
     */
    synchronized Gap holdBack(Cursor cursor, Position last) {
        replays++;
        if (to == NOTHING_YET) {
            beginAt(last);
        }
        long rev = cursor.rev() == null ? fromRev : cursor.rev();
        Gap gap = new Gap(
                new Position(cursor.seq(), rev),
                new Position(Math.max(cursor.seq(), from - 1), Math.max(rev, fromRev)),
                cursor.rev() != null);
        from = Math.min(from, cursor.seq() + 1);
        fromRev = Math.min(fromRev, rev);
        return gap;
    }

    /**
     * Emits events from before the ranges in their order, the user's own included, until they or the outbox's share for replays are
     * used up.
     *
     * @return how many were emitted
     */
    synchronized int replay(List<? extends ChatEvent> page) {
        int emitted = 0;
        while (emitted < page.size() && !ended && connection.takesReplays()) {
            ChatEvent event = page.get(emitted++);
            StoredMessageChange later = changesMeanwhile == null ? null : changesMeanwhile.get(event.target());
            if (event instanceof StoredMessage message) {
                emit(later == null ? message : message.as(later));
            } else if (later == null || event.rev() >= later.rev()) {
                emit(event);
            }
        }
        return emitted;
    }

    private void emit(ChatEvent event) {
        if (!shows(event)) {
            return;
        }
        connection.socket().emit(ServerEvent.of(event));
    }

    /** Called before a replay reads a page. */
    synchronized void noteChanges() {
        changesMeanwhile = new HashMap<>(0);
    }

    /** Emits what follows the ranges and extends them, as {@link #replay} does. */
    synchronized int catchUp(ChatLog.Part part) {
        int emitted = replay(part.events());
        read = read.max(part.last());
        part.events().subList(0, emitted).forEach(this::passed);
        if (emitted == part.events().size() && part.isComplete()) {
            to = Math.max(to, part.last().seq());
            toRev = Math.max(toRev, part.last().rev());
        }
        return emitted;
    }

    /** Tells the client by {@code replayed} where it is. */
    synchronized void tellPosition() {
        if (!ended) {
            Entered here = new Entered(room.chatId(), to, toRev);
            connection.socket().emit(new ServerEvent("replayed", Json.write(here)));
        }
    }

    /**
     * Ends a replay if everything up to that position was emitted, or if another replay will do it. With the last one the
     * listener is live.
     */
    synchronized boolean joinAt(Position position) {
        boolean joins = replays > 1 || position().covers(position.max(read));
        if (joins) {
            replays--;
            changesMeanwhile = replays == 0 ? null : changesMeanwhile;
        }
        return joins;
    }

    /**
     * Ends, unless it has heard beyond the rev by which its user was removed: then it has entered after that. What waits in the order of the
     * chat is still sent, signals that wait are not.
     *
     * @return whether it has ended by this
     */
    synchronized boolean endsAt(long removedRev) {
        boolean ends = !ended && removedRev > toRev;
        if (ends) {
            connection.socket().dropSignals(room.chatId());
            end();
        }
        return ends;
    }

    synchronized void end() {
        ended = true;
        farewell.forEach(connection.socket()::emit);
        farewell = List.of();
    }

    /**
     * Emits this once the listener has ended: now, if it has. Whoever has entered after the removal is a member again, and is told nothing
     * of it.
     *
     * @param rev that of the removal
     */
    synchronized void tellAtEnd(ServerEvent event, long rev) {
        if (ended) {
            connection.socket().emit(event);
        } else if (rev > toRev) {
            farewell = List.of(event);
        }
    }

    /** Emits this now, but behind what waits for the end. */
    synchronized void tellBehindFarewell(ServerEvent event) {
        if (farewell.isEmpty()) {
            connection.socket().emit(event);
        } else {
            farewell = Stream.concat(farewell.stream(), Stream.of(event)).toList();
        }
    }
}
