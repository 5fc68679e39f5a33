package chats.bus;

/** Receives bus messages. Called by one thread at a time; a call must not wait. */
public interface Receiver {
    /** Takes the {@link BusMessage#text} of a message that another node sent to a subscribed channel. */
    void receive(Channel channel, String text);

    /** Messages may have been lost, on any channel. */
    void mayHaveMissed();
}
