package chats.soak;

import chats.checker.wire.Door;
import chats.checker.wire.Line;
import chats.checker.wire.Wire;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Somebody connects by one of the doors, enters every chat after what has been read already, talks a little, whispers, asks for
 * whispers, leaves some chats and is gone, mostly without a word.
 */
final class Visit implements Line.Listener {
    private static final int SHORTEST_MS = 1_000;
    private static final int LONGEST_MS = 4_000;
    private static final int MESSAGES = 3;

    private final AtomicBoolean welcome = new AtomicBoolean();
    private final Town town;
    private final Resident resident;
    private Line line;
    private volatile boolean leaving;
    private long request;

    private Visit(Town town, Resident resident) {
        this.town = town;
        this.resident = resident;
    }

    static void pay(Town town, Resident resident, String token) {
        Door[] doors = Door.values();
        doors[ThreadLocalRandom.current().nextInt(doors.length)].open(town.server, token, new Visit(town, resident));
    }

    @Override
    public void opened(Line opened) {
        line = opened;
        List<Long> chats = town.chats();
        ObjectNode after = Wire.object();
        chats.forEach(chat -> after.put(Long.toString(chat), town.lastSeq(chat)));
        ask(
                "enter_chat",
                Wire.object().<ObjectNode>set("chatIds", Wire.array(chats)).set("after", after));
        ask("sync_whispers", Wire.object().set("after", town.whispersKnown()));
        int stay = ThreadLocalRandom.current().nextInt(SHORTEST_MS, LONGEST_MS);
        for (int i = 1; i <= MESSAGES; i++) {
            town.later((long) stay * i / (MESSAGES + 1), () -> talk(chats));
        }
        town.later(stay, this::leave);
    }

    @Override
    public void answered(long request, boolean granted, JsonNode data) {
        if (!granted && !leaving) {
            town.failures.incrementAndGet();
        }
        if (request == 1) {
            welcome.set(granted);
        }
    }

    @Override
    public void heard(String event, JsonNode data) {
        town.heard.incrementAndGet();
        if (event.equals("receive_message")) {
            town.isAt(data.get("chatId").asLong(), data.get("seq").asLong());
        }
    }

    @Override
    public void broken(String why) {
        if (!leaving || !welcome.get()) {
            town.failures.incrementAndGet();
        }
    }

    private void talk(List<Long> chats) {
        long chat = chats.get(ThreadLocalRandom.current().nextInt(chats.size()));
        String text = "a message of the usual length, which says that it is " + System.nanoTime();
        ask("send_message", Wire.object().put("chatId", chat).put("message", text));
        ObjectNode whisper =
                Wire.object().put("whisperTargetId", town.anybody().id()).put("message", text);
        ask("send_message", whisper.put("clientMessageId", resident.id() + "-" + System.nanoTime()));
        town.messages.addAndGet(2);
    }

    private void leave() {
        leaving = true;
        List<Long> some = town.chats().subList(0, 3);
        ask("leave_chat", Wire.object().set("chatIds", Wire.array(some)));
        line.cut();
    }

    private synchronized void ask(String event, JsonNode data) {
        line.ask(++request, event, data);
    }
}
