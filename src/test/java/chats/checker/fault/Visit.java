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

/** A short-lived client: connects, enters every chat, and is gone when it has its answer. */
final class Visit implements Line.Listener {
    private final Crowd crowd;
    private Line line;
    private volatile boolean letIn;
    private volatile boolean over;

    private Visit(Crowd crowd) {
        this.crowd = crowd;
    }

    static Visit pay(Site site, Crowd crowd, Random random) {
        Visit visit = new Visit(crowd);
        Person person = crowd.people().get(random.nextInt(crowd.people().size()));
        Door.values()[random.nextInt(Door.values().length)].open(site.server(), person.token(), visit);
        return visit;
    }

    boolean isOver() {
        return over;
    }

    boolean wasLetIn() {
        return letIn;
    }

    @Override
    public void opened(Line opened) {
        line = opened;
        ObjectNode data = Wire.object();
        data.set("chatIds", Wire.array(crowd.chats().stream().map(Talk.Chat::id).toList()));
        line.ask(1, "enter_chat", data);
    }

    @Override
    public void answered(long request, boolean granted, JsonNode data) {
        letIn = granted;
        line.cut();
    }

    @Override
    public void heard(String event, JsonNode data) {
        // it came for the answer alone
    }

    @Override
    public void broken(String why) {
        over = true;
    }
}
