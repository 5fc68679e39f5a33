package chats.bus;

import java.util.Collection;

/** A message for other nodes. Its methods are called only if there are other nodes. */
public interface BusMessage {
    /** The channels that it is sent to. */
    Collection<Channel> channels();

    /** Its content, in one line. */
    String text();
}
