package chats.checker;

import chats.checker.history.Event;
import chats.checker.history.Position;
import chats.checker.history.Talk;
import chats.checker.wire.Wire;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a device gets to hear everything: on each connection it enters its chats after its cursors and syncs its whispers.
 * Now and then it leaves a chat and comes back, or enters anew.
 */
final class Listening {
    /** Of ticks in which it does something that it does not need to do. */
    private static final double WHIMS = 0.002;

    private final Device device;
    private boolean entered;
    private boolean synced;
    private boolean asking;
    private long nextAt;

    Listening(Device device) {
        this.device = device;
    }

    @Override
    public String toString() {
        return (entered ? "has" : "has not") + " entered, " + (synced ? "has" : "has not") + " synced"
                + (asking ? ", is asking" : "");
    }

    boolean isComplete() {
        return entered && synced && !asking;
    }

    boolean hasSynced() {
        return synced;
    }

    void begin(Link link) {
        entered = false;
        synced = false;
        asking = false;
        nextAt = 0;
        tick(link, System.nanoTime());
    }

    void tick(Link link, long now) {
        if (asking || now < nextAt) {
            return;
        }
        if (!entered) {
            enter(link, device.chats);
        } else if (!synced) {
            sync(link);
        } else if (device.crowd.isTalking() && device.random.nextDouble() < WHIMS) {
            Talk.Chat chat = device.chats.get(device.random.nextInt(device.chats.size()));
            if (device.random.nextBoolean()) {
                leave(link, chat);
            }
            enter(link, List.of(chat));
        }
    }

    private void enter(Link link, List<Talk.Chat> chats) {
        Map<Long, Position> cursors = new HashMap<>();
        chats.forEach(chat -> cursors.put(chat.id(), device.position(chat)));
        ObjectNode data = after(cursors);
        data.set("chatIds", Wire.array(chats.stream().map(Talk.Chat::id).toList()));
        asking = true;
        entered = false;
        link.ask("enter_chat", data, (granted, answer) -> {
            asking = false;
            entered = granted;
            if (granted) {
                cursors.forEach((id, after) -> device.record(new Event.Entered(link.number, new Talk.Chat(id), after)));
            } else {
                nextAt = device.soon();
            }
        });
    }

    private void leave(Link link, Talk.Chat chat) {
        ObjectNode data = Wire.object();
        data.set("chatIds", Wire.array(List.of(chat.id())));
        link.ask("leave_chat", data, (granted, answer) -> {
            if (granted) {
                device.record(new Event.Left(link.number, chat));
            }
        });
    }

    private void sync(Link link) {
        Map<Long, Position> cursors = device.whisperCursors();
        asking = true;
        link.ask("sync_whispers", after(cursors), (granted, answer) -> {
            asking = false;
            synced = granted;
            if (granted) {
                device.record(new Event.Synced(link.number, cursors));
                answer.forEach(pair -> learn(pair, cursors));
            } else {
                nextAt = device.soon();
            }
        });
    }

    private void learn(JsonNode pair, Map<Long, Position> cursors) {
        long user = pair.get("userId").asLong();
        Talk.Whispers whispers = Talk.Whispers.between(device.owner.id(), user);
        device.crowd.views().isDirect(pair.get("chatId").asLong(), whispers);
        if (!cursors.containsKey(user)) {
            device.joins(whispers, Views.last(pair));
        }
    }

    private static ObjectNode after(Map<Long, Position> cursors) {
        ObjectNode seqs = Wire.object();
        ObjectNode revs = Wire.object();
        cursors.forEach((id, position) -> {
            seqs.put(Long.toString(id), position.seq());
            revs.put(Long.toString(id), position.rev());
        });
        ObjectNode data = Wire.object();
        data.set("after", seqs);
        data.set("afterRev", revs);
        return data;
    }
}
