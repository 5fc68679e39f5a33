package chats.checker;

import chats.checker.history.Event;
import chats.checker.history.Position;
import chats.checker.history.Talk;
import chats.checker.wire.Wire;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a device gets to hear everything: on each connection it enters its chats after its cursors and syncs its whispers.
 * Now and then it leaves a chat and comes back, or enters anew. From a chat of which its user is no member any more it stays away until
 * it is told that he was added.
 */
final class Listening {
    /** Of ticks in which it does something that it does not need to do. */
    private static final double WHIMS = 0.002;

    private final Device device;

    /** Those of which its user is no member, as far as it was told on this connection. */
    private final Set<Talk.Chat> outside = new HashSet<>();

    private final Set<Talk.Chat> entered = new HashSet<>();
    private final Set<Talk.Chat> replaying = new HashSet<>();

    /** Those whose removal, or adding, was heard since it asked to enter. */
    private final Set<Talk.Chat> news = new HashSet<>();

    private boolean oneByOne;
    private boolean synced;
    private boolean asking;
    private long nextAt;

    Listening(Device device) {
        this.device = device;
    }

    @Override
    public String toString() {
        return "has entered " + entered + ", is outside " + outside + ", " + (synced ? "has" : "has not") + " synced"
                + (asking ? ", is asking" : "");
    }

    boolean isComplete() {
        return toEnter().isEmpty() && synced && !asking;
    }

    boolean hasSynced() {
        return synced;
    }

    boolean isReplaying(Talk.Chat chat) {
        return replaying.contains(chat);
    }

    boolean isOutside(Talk.Chat chat) {
        return outside.contains(chat);
    }

    void replayed(Talk.Chat chat) {
        replaying.remove(chat);
    }

    void removed(Talk.Chat chat) {
        outside.add(chat);
        entered.remove(chat);
        replaying.remove(chat);
        news.add(chat);
    }

    void invited(Talk.Chat chat) {
        outside.remove(chat);
        entered.remove(chat);
        news.add(chat);
    }

    void begin(Link link) {
        outside.clear();
        entered.clear();
        replaying.clear();
        oneByOne = false;
        synced = false;
        asking = false;
        nextAt = 0;
        tick(link, System.nanoTime());
    }

    private List<Talk.Chat> toEnter() {
        return device.chats.stream()
                .filter(chat -> !entered.contains(chat) && !outside.contains(chat))
                .toList();
    }

    void tick(Link link, long now) {
        if (asking || now < nextAt) {
            return;
        }
        List<Talk.Chat> next = toEnter();
        if (!next.isEmpty()) {
            enter(link, oneByOne ? next.subList(0, 1) : next);
        } else if (!synced) {
            sync(link);
        } else if (device.crowd.isTalking() && device.random.nextDouble() < WHIMS && !entered.isEmpty()) {
            List<Talk.Chat> heard =
                    device.chats.stream().filter(entered::contains).toList();
            Talk.Chat chat = heard.get(device.random.nextInt(heard.size()));
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
        int since = device.eventCount();
        asking = true;
        entered.removeAll(chats);
        news.clear();
        link.ask("enter_chat", data, (granted, answer) -> {
            asking = false;
            if (granted) {
                answer.forEach(place -> enter(link, place, cursors));
            } else if (answer.path("code").asText().equals("not_a_member")) {
                keepOut(link, chats, since);
            } else {
                nextAt = device.soon();
            }
        });
    }

    private void enter(Link link, JsonNode place, Map<Long, Position> cursors) {
        long id = place.get("chatId").asLong();
        Talk.Chat chat = new Talk.Chat(id);
        device.record(new Event.Entered(link.number, chat, cursors.get(id), Views.last(place)));
        if (news.contains(chat)) {
            // Nobody knows whether that was before or after it entered.
            outside.remove(chat);
        } else {
            entered.add(chat);
        }
        replaying.add(chat);
    }

    private void keepOut(Link link, List<Talk.Chat> chats, int since) {
        oneByOne = true;
        if (chats.size() == 1 && !news.contains(chats.get(0))) {
            device.record(new Event.KeptOut(link.number, chats.get(0), since));
            outside.add(chats.get(0));
        }
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
