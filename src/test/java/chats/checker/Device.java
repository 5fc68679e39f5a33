package chats.checker;

import chats.checker.history.Change;
import chats.checker.history.ChatChange;
import chats.checker.history.Event;
import chats.checker.history.Log;
import chats.checker.history.Position;
import chats.checker.history.Rows;
import chats.checker.history.Stored;
import chats.checker.history.Talk;
import chats.checker.wire.Door;
import chats.run.RunningServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * One client: it talks and listens, comes back when its connection breaks, and writes down everything. Its own lock guards
 * all of it.
 */
final class Device {
    private static final long OPENING_NANOS = TimeUnit.SECONDS.toNanos(30);

    final String name;
    final Person owner;
    final List<Talk.Chat> chats;
    final Crowd crowd;
    final Random random;
    private final Door door;
    private final Speaking speaking;
    private final Listening listening;
    private final Looking looking;
    private final Marking marking;
    final Recent recent = new Recent();
    private final Map<Talk, Cursor> cursors = new HashMap<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Long> moments = new ArrayList<>();
    private Link link;
    private long reconnectAt = System.nanoTime();

    Device(String name, Person owner, Door door, List<Talk.Chat> chats, Crowd crowd, long seed) {
        this.name = name;
        this.owner = owner;
        this.door = door;
        this.chats = chats;
        this.crowd = crowd;
        this.random = new Random(seed);
        this.speaking = new Speaking(this);
        this.listening = new Listening(this);
        this.looking = new Looking(this);
        this.marking = new Marking(this);
    }

    /** Does what is due; called again and again. */
    synchronized void tick() {
        long now = System.nanoTime();
        if (link == null) {
            if (now >= reconnectAt) {
                RunningServer node = crowd.site().anyNode(random);
                link = new Link(this, node);
                door.open(node, owner.token(), link);
            }
        } else if (link.isOpen()) {
            listening.tick(link, now);
            speaking.tick(link, now);
            looking.tick();
            marking.tick(link);
        } else if (now - link.since > OPENING_NANOS) {
            link.cut();
        }
    }

    void opened(Link opened) {
        listening.begin(opened);
    }

    void heard(Link from, String event, JsonNode data) {
        if (event.equals("receive_message") || event.equals("receive_whisper")) {
            Stored stored = crowd.views().read(data);
            record(new Event.Heard(from.number, stored));
            knows(stored);
        } else if (event.equals("message_changed")) {
            Change change = crowd.views().readChange(data);
            record(new Event.Changed(from.number, change));
            recent.learn(change.stored());
            changed(change.stored().talk(), change.rev());
        } else if (event.equals("replayed")) {
            replayed(from, crowd.views().talk(data.get("chatId").asLong()), Views.last(data));
        } else if (event.equals("chat_changed")) {
            ChatChange change = crowd.views().readChatChange(data);
            record(new Event.ChatChanged(from.number, change));
            changed(change.chat(), change.rev());
        } else if (event.equals("chat_removed")) {
            Talk.Chat chat = new Talk.Chat(data.get("chatId").asLong());
            record(new Event.Removed(from.number, chat));
            listening.removed(chat);
        } else if (event.equals("chat_created")) {
            Event.Invited invited = Views.invited(from.number, data);
            record(invited);
            listening.invited(invited.chat());
        }
    }

    private void replayed(Link from, Talk talk, Position last) {
        record(new Event.Replayed(from.number, talk, last));
        if (talk instanceof Talk.Chat chat) {
            listening.replayed(chat);
            cursorOf(talk).reach(last);
        } else {
            changed(talk, last.rev());
        }
    }

    // What is heard of whispers before they are synced does not say that nothing is missing below it; nor does a part
    // of a replay,
    // in which who came and went is told at once.
    private void changed(Talk talk, long rev) {
        if (talk instanceof Talk.Chat chat ? !listening.isReplaying(chat) : listening.hasSynced()) {
            cursorOf(talk).changed(rev);
        }
    }

    void broken(Link lost, String why) {
        if (lost == link) {
            if (lost.isBrokenAfterOpening()) {
                crowd.connectionLost(name + " after " + lost.millis() + " ms: " + why);
            }
            link = null;
            reconnectAt = soon();
        }
    }

    /** Breaks the connection, if there is one. */
    synchronized void cut() {
        if (link != null) {
            link.cut();
        }
    }

    /** Whether it is connected and hears everything from its cursors on. */
    synchronized boolean isListening() {
        return link != null && link.isOpen() && listening.isComplete();
    }

    /** Whether it knows what became of everything that it sent. */
    synchronized boolean isSettled() {
        return speaking.isSettled();
    }

    /** Whether it knows all of this that is for its user. */
    synchronized boolean knowsAll(Rows rows) {
        return isListening()
                && rows.lasts().entrySet().stream().allMatch(last -> knowsAll(rows, last.getKey(), last.getValue()));
    }

    private boolean knowsAll(Rows rows, Talk talk, Position last) {
        if (talk instanceof Talk.Chat chat) {
            Optional<Position> own = rows.lastFor(chat, owner.id());
            return own.isPresent() != listening.isOutside(chat) && (own.isEmpty() || knows(talk, own.get()));
        }
        return !talk.belongsTo(owner.id()) || knows(talk, last);
    }

    private boolean knows(Talk talk, Position last) {
        Position known = position(talk);
        return known.seq() >= last.seq() && known.rev() >= last.rev();
    }

    synchronized Log log() {
        return new Log(name, owner.id(), new HashSet<>(chats), List.copyOf(events), List.copyOf(moments));
    }

    /** How it stands, for whoever wonders why it is not done. */
    @Override
    public synchronized String toString() {
        return name + " of user " + owner.id() + " " + (link == null ? "without a connection" : link) + ", " + listening
                + ", " + speaking + ", knows "
                + chats.stream().map(this::position).toList();
    }

    void record(Event event) {
        events.add(event);
        moments.add(crowd.moment());
    }

    int eventCount() {
        return events.size();
    }

    void knows(Stored stored) {
        cursorOf(stored.talk()).add(stored.seq());
        recent.learn(stored);
    }

    /** Messages up to this seq come as they are after this rev, or later. */
    void joins(Talk talk, Position last) {
        cursorOf(talk).join(last);
    }

    /** The highest seq below which it has heard or been acknowledged everything, and the highest rev that it heard. */
    Position position(Talk talk) {
        return cursorOf(talk).position();
    }

    /** Each whisperer's id with what is known of their whispers. */
    Map<Long, Position> whisperCursors() {
        Map<Long, Position> after = new HashMap<>();
        cursors.forEach((talk, cursor) -> {
            if (talk instanceof Talk.Whispers whispers) {
                after.put(whispers.otherThan(owner.id()), cursor.position());
            }
        });
        return after;
    }

    private Cursor cursorOf(Talk talk) {
        return cursors.computeIfAbsent(talk, key -> new Cursor());
    }

    /** Some time within the next half second. */
    long soon() {
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50 + random.nextInt(450));
    }
}
