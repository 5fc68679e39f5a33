package chats.bus;

/** Who takes what other nodes tell; called by one thread at a time, which must not be kept waiting. */
public interface Receiver {
    /** A {@link BusMessage#text} that another node sent to a channel that this node attends. */
    void receive(Channel channel, String text);

    /** Letters may have been lost on the way, in whichever channels. */
    void mayHaveMissed();
}
