package chats.checker;

import chats.checker.history.Event;
import chats.checker.history.Talk;
import chats.checker.wire.Wire;
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
        Map<Talk.Chat, Long> cursors = new HashMap<>();
        ObjectNode after = Wire.object();
        for (Talk.Chat chat : chats) {
            cursors.put(chat, device.cursor(chat));
            after.put(Long.toString(chat.id()), device.cursor(chat));
        }
        ObjectNode data = Wire.object();
        data.set("chatIds", Wire.array(chats.stream().map(Talk.Chat::id).toList()));
        data.set("after", after);
        asking = true;
        entered = false;
        link.ask("enter_chat", data, (granted, answer) -> {
            asking = false;
            entered = granted;
            if (granted) {
                cursors.forEach((chat, seq) -> device.record(new Event.Entered(link.number, chat, seq)));
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
        Map<Long, Long> cursors = device.whisperCursors();
        ObjectNode after = Wire.object();
        cursors.forEach((user, seq) -> after.put(Long.toString(user), seq));
        ObjectNode data = Wire.object();
        data.set("after", after);
        asking = true;
        link.ask("sync_whispers", data, (granted, answer) -> {
            asking = false;
            synced = granted;
            if (granted) {
                device.record(new Event.Synced(link.number, cursors));
            } else {
                nextAt = device.soon();
            }
        });
    }
}
