package chats.bus;

import java.util.Collection;

/** Something that other nodes may want to hear of. It is asked for what it holds only if there are other nodes. */
public interface BusMessage {
    /** Where it concerns somebody. */
    Collection<Channel> channels();

    /** What it says, in one line. */
    String text();
}
