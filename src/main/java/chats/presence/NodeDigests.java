package chats.presence;

import chats.bus.Bus;
import chats.bus.BusMessage;
import chats.bus.Channel;
import chats.bus.Node;
import chats.bus.TextBusMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What this node tells the others of its users, and when it asks for theirs. What is told is numbered. Where a number is missing, and
 * whenever bus messages may have been lost, a node asks, and all nodes begin anew.
 *
 * <p>One thread at a time tells; questions may come on any.
 */
@ApplicationScoped
class NodeDigests {
    private static final String QUESTION = "q";
    private static final Duration ALL_AT_MOST_ONCE_IN = Duration.ofSeconds(1);
    private static final Duration ASKS_AGAIN_AFTER = Duration.ofSeconds(3);

    /** A node without presence never answers. */
    private static final Duration ASKS_AT_LEAST_ONCE_IN = Duration.ofMinutes(1);

    /** So that the others notice if the last one was lost. */
    private static final Duration TELLS_AT_LEAST_ONCE_IN = Duration.ofSeconds(30);

    private final Bus bus;
    private final String node;
    private volatile boolean mustTellAll = true;
    private volatile boolean mustAsk = true;
    private long lastNumber;
    private Instant toldAt = Instant.EPOCH;
    private Instant toldAllAt = Instant.EPOCH;
    private Instant askedAt = Instant.EPOCH;
    private volatile Duration asksAgainAfter = ASKS_AGAIN_AFTER;

    /** Whether this node has asked, and did not know the users of all other nodes since. */
    private volatile boolean isUnanswered;

    @Inject
    NodeDigests(Bus bus, Node node) {
        this.bus = bus;
        this.node = node.id();
    }

    boolean hasOthers() {
        return bus.hasOthers();
    }

    static boolean isQuestion(String text) {
        return text.equals(QUESTION);
    }

    /** Another node asks who is here. */
    void asked() {
        mustTellAll = true;
    }

    /** Messages may have been lost, in either direction. */
    void mayHaveMissed() {
        mustTellAll = true;
        mustAsk = true;
        knowsAll();
    }

    /** The users of another node are not known. The longer that is so, the less often this node asks. */
    void ask() {
        mustAsk = true;
    }

    /** The users of all other nodes are known. */
    void knowsAll() {
        asksAgainAfter = ASKS_AGAIN_AFTER;
        isUnanswered = false;
    }

    /**
     * Tells the others what there is to tell, all in one moment.
     *
     * @param all who is here now
     */
    void tell(Collection<Long> came, Map<Long, Instant> went, Supplier<Collection<Long>> all, Instant now) {
        List<BusMessage> messages = new ArrayList<>();
        if (!came.isEmpty() || !went.isEmpty()) {
            add(messages, false, came, went);
        }
        boolean isUp = bus.trouble().isEmpty();
        if (isUp && mustTellAll && isDue(toldAllAt, ALL_AT_MOST_ONCE_IN, now)) {
            mustTellAll = false;
            toldAllAt = now;
            add(messages, true, all.get(), Map.of());
        }
        if (messages.isEmpty() && isDue(toldAt, TELLS_AT_LEAST_ONCE_IN, now)) {
            add(messages, false, List.of(), Map.of());
        }
        if (!messages.isEmpty()) {
            toldAt = now;
        }
        if (isUp && mustAsk && isDue(askedAt, asksAgainAfter, now)) {
            mustAsk = false;
            askedAt = now;
            if (isUnanswered) {
                Duration doubled = asksAgainAfter.multipliedBy(2);
                asksAgainAfter = doubled.compareTo(ASKS_AT_LEAST_ONCE_IN) < 0 ? doubled : ASKS_AT_LEAST_ONCE_IN;
            }
            isUnanswered = true;
            messages.add(TextBusMessage.to(Channel.EVERYBODY, QUESTION));
        }
        if (!messages.isEmpty()) {
            bus.send(messages);
        }
    }

    private void add(List<BusMessage> messages, boolean isAnew, Collection<Long> came, Map<Long, Instant> went) {
        List<Digest> digests = Digest.of(node, lastNumber + 1, isAnew, came, went);
        lastNumber += digests.size();
        messages.addAll(digests);
    }

    private static boolean isDue(Instant last, Duration pause, Instant now) {
        return !last.plus(pause).isAfter(now);
    }
}
