package chats.log;

import chats.bus.BusMessage;
import chats.bus.Channel;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Something that happened in a chat and is stored: the CDI event of this node's hub, and the message to other nodes. All of
 * a chat's events have one order: a message comes before a change if its seq is at most the change's {@link #seq}.
 */
public sealed interface ChatEvent extends BusMessage permits StoredMessage, StoredChange {
    /** The one order of what happens in a chat. */
    Comparator<ChatEvent> ORDER = Comparator.comparingLong(ChatEvent::seq)
            .thenComparing(StoredChange.class::isInstance)
            .thenComparingLong(ChatEvent::rev);

    long chatId();

    /** The two users of a direct chat; null in a room. */
    Pair pair();

    /** The highest seq of the chat once this has happened. */
    long seq();

    /**
     * The highest rev of the chat once this has happened. Of an event that was read from the database it may be lower, since older
     * changes of a message are not kept.
     */
    long rev();

    /** The seq of the message that this is about; {@link StoredChatChange#NO_MESSAGE} if it is about the chat itself. */
    long target();

    /** Where the chat was before this happened. */
    Position before();

    /** Whether a message has a higher seq than this, or a change a higher rev: whoever is there has not heard it. */
    boolean isBeyond(long heardSeq, long heardRev);

    /** The socket that gets an acknowledgement and not this; 0 for none. */
    long socket();

    /** The name of the event by which clients hear it. */
    String name();

    /** The event's data. */
    String json();

    default boolean isDirect() {
        return pair() != null;
    }

    @Override
    default Collection<Channel> channels() {
        return isDirect() ? pair().users().stream().map(Channel::user).toList() : List.of(Channel.chat(chatId()));
    }

    @Override
    default String text() {
        return ChatEventCodec.write(this);
    }
}
