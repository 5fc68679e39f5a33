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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A short-lived client: connects, enters every chat unless its user was removed from one, and is gone when it has its answer. It comes again if it is cut off or put off,
 * as clients do: an overloaded server gives up a write after two seconds, and its database a query.
 */
final class Visit implements Line.Listener {
    static final String LET_IN = "let in";

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);

    private static final int ATTEMPTS = 5;
    private static final Executor SOON = CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);

    private final long since = System.nanoTime();
    private final Site site;
    private final Crowd crowd;
    private final Door door;
    private final Person person;
    private final AtomicInteger setbacks = new AtomicInteger();
    private Line line;
    private volatile String outcome;
    private volatile boolean over;

    private Visit(Site site, Crowd crowd, Random random) {
        this.site = site;
        this.crowd = crowd;
        this.door = Door.values()[random.nextInt(Door.values().length)];
        this.person = crowd.people().get(random.nextInt(crowd.people().size()));
        this.outcome = door + " not opened, nothing said";
    }

    static Visit pay(Site site, Crowd crowd, Random random) {
        Visit visit = new Visit(site, crowd, random);
        visit.come();
        return visit;
    }

    /** Whether it was let in, cut off for the last time, or has waited for too long. */
    boolean isOver() {
        return over || System.nanoTime() - since > PATIENCE_NANOS;
    }

    /** How often it was cut off or put off. */
    int setbacks() {
        return setbacks.get();
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
        boolean wasRemoved = data.path("code").asText().equals("not_a_member");
        outcome = granted || wasRemoved
                ? LET_IN
                : door + " refused with " + data.path("code").asText();
        line.cut();
    }

    @Override
    public void heard(String event, JsonNode data) {
        // it came for the answer alone
    }

    @Override
    public void broken(String why) {
        if (outcome.equals(LET_IN)) {
            over = true;
            return;
        }
        if (!why.equals("cut")) {
            outcome = door + " " + why;
        }
        if (setbacks.incrementAndGet() < ATTEMPTS) {
            SOON.execute(this::come);
        } else {
            over = true;
        }
    }

    private void come() {
        door.open(site.anyNode(ThreadLocalRandom.current()), person.token(), this);
    }
}
