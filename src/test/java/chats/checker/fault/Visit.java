package chats.checker.fault;

import chats.checker.Crowd;
import chats.checker.Person;
import chats.checker.Site;
import chats.checker.history.Talk;
import chats.checker.wire.Door;
import chats.checker.wire.Line;
import chats.checker.wire.Wire;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A short-lived client: connects, enters every chat, and is gone when it has its answer. */
final class Visit implements Line.Listener {
    static final String LET_IN = "let in";

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);

    private final long since = System.nanoTime();
    private final Crowd crowd;
    private final Door door;
    private Line line;
    private volatile String outcome;
    private volatile boolean over;

    private Visit(Crowd crowd, Door door) {
        this.crowd = crowd;
        this.door = door;
        this.outcome = door + " not opened, nothing said";
    }

    static Visit pay(Site site, Crowd crowd, Random random) {
        Door door = Door.values()[random.nextInt(Door.values().length)];
        Visit visit = new Visit(crowd, door);
        Person person = crowd.people().get(random.nextInt(crowd.people().size()));
        door.open(site.server(), person.token(), visit);
        return visit;
    }

    /** Whether it was answered, cut off, or has waited for too long. */
    boolean isOver() {
        return over || System.nanoTime() - since > PATIENCE_NANOS;
    }

    /** Whether it was left without a word, though nothing broke. */
    boolean isIgnored() {
        return !over;
    }

    /** What became of it, in a few words; {@link #LET_IN} if all went well. */
    String outcome() {
        return outcome;
    }

    @Override
    public void opened(Line opened) {
        line = opened;
        outcome = door + " opened, nothing said";
        ObjectNode data = Wire.object();
        data.set("chatIds", Wire.array(crowd.chats().stream().map(Talk.Chat::id).toList()));
        line.ask(1, "enter_chat", data);
    }

    @Override
    public void answered(long request, boolean granted, JsonNode data) {
        outcome = granted ? LET_IN : door + " refused with " + data.path("code").asText();
        line.cut();
    }

    @Override
    public void heard(String event, JsonNode data) {
        // it came for the answer alone
    }

    @Override
    public void broken(String why) {
        if (!outcome.equals(LET_IN)) {
            outcome = door + " " + why;
        }
        over = true;
    }
}
