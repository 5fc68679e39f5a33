package chats.bus;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The way to the other nodes. It carries hints: a letter may be lost, come twice or late, and overtake another one. What counts
 * is in the database, and whoever hears of it here finds out by {@code seq} what has not come.
 *
 * <p>There are two of them: one for a node that is alone, where nothing happens, and Redis. Nobody needs to know which.
 */
public interface Bus {
    /** For a node that has no others. */
    static Bus alone() {
        return new NoBus();
    }

    /** Whether there may be other nodes. */
    boolean hasOthers();

    /** Lets the other nodes know that attend the letters' channels. Does not wait. */
    void send(Collection<? extends BusMessage> letters);

    /** What comes by this channel is to be received from now on, until there were as many calls of {@link #leave}. */
    void attend(Channel channel);

    /** Takes back one {@link #attend}. */
    void leave(Channel channel);

    /**
     * Waits until what is sent from now on to these channels, attended before, will be received; not for long.
     *
     * @return whether that is so. If not, {@link Receiver#mayHaveMissed} is called once it is
     */
    boolean await(Collection<Channel> channels);

    /** Who receives, from now on. */
    void deliverTo(Receiver receiver);

    /**
     * Does something to what all nodes share, and waits for what comes of it, not for long.
     *
     * @return what the script returns; empty if nothing is shared, or cannot be reached: then each node decides by itself
     */
    Optional<List<Long>> share(AtomicScript script, String key, Object... arguments);

    /** The same where nobody needs to know what comes of it; does not wait. */
    void tell(AtomicScript script, String key, Object... arguments);

    /** Why other nodes may hear late of what happens here, and the other way round; empty while all is well. */
    Optional<String> trouble();
}
