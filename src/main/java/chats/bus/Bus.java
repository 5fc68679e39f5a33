package chats.bus;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Carries messages between the nodes. They are hints: a message may be lost, come twice, come late or overtake another
 * one. What counts is in the database, and a receiver finds out by {@code seq} what has not come.
 *
 * <p>There are two implementations: Redis, and one for a single node, which does nothing. Callers need not know which
 * is used.
 */
public interface Bus {
    /** The bus of a single node. */
    static Bus alone() {
        return new NoBus();
    }

    /** Whether there may be other nodes, that is, whether Redis is used. */
    boolean hasOthers();

    /** Sends messages to the nodes that are subscribed to their channels. Does not wait. */
    void send(Collection<? extends BusMessage> messages);

    /** Subscribes this node to a channel. Calls are counted: each needs one {@link #unsubscribe}. Does not wait. */
    void subscribe(Channel channel);

    /** Takes back one {@link #subscribe}. */
    void unsubscribe(Channel channel);

    /**
     * Waits, for a bounded time, until the subscriptions to these channels are in effect. {@link #subscribe} must have
     * been called before.
     *
     * @return whether they are in effect. If not, {@link Receiver#mayHaveMissed} is called once they are
     */
    boolean await(Collection<Channel> channels);

    /** Sets the receiver; called once, at the start. */
    void deliverTo(Receiver receiver);

    /**
     * Runs a script on shared data and waits, for a bounded time, for its result.
     *
     * @return what the script returns; empty if there is no Redis or if it cannot be reached: then each node decides by
     *     itself
     */
    Optional<List<Long>> share(AtomicScript script, String key, Object... arguments);

    /** Runs a script on shared data without waiting for its result. */
    void tell(AtomicScript script, String key, Object... arguments);

    /** Why messages between the nodes may be lost or late at present; empty while all is well. */
    Optional<String> trouble();
}
