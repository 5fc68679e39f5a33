package chats.live;

import chats.bus.Receiver;

/**
 * Takes the bus messages of a feature above the hub. {@link RemoteEvents} finds all beans that implement it, and passes each
 * message of a kind that the hub does not know to the one that takes it.
 */
public interface RemoteReceiver extends Receiver {
    /** Whether the text is of this feature. */
    boolean takes(String text);
}
