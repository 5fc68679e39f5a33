package chats.live;

import java.util.function.Predicate;

/**
 * An event that matters only at its moment, such as that somebody is typing. It is never stored or replayed. In a socket's
 * outbox it waits behind all other events, and a slow reader may lose it.
 */
public final class DroppableEvent {
    private final Key key;
    private final ServerEvent event;

    /**
     * What the event is about. Of two events with one key that wait for a socket, the newer one alone is sent.
     *
     * @param event the name of the event by which clients hear it
     * @param chatId the chat in which that is so, or {@link #NO_CHAT}
     * @param userId the user of whom that is told
     */
    public record Key(String event, long chatId, long userId) {
        public static final long NO_CHAT = 0;

        /** Of the keys of such events those of a chat. */
        public static Predicate<Object> of(long chatId) {
            return key -> key instanceof Key droppable && droppable.chatId == chatId;
        }
    }

    /** @param json the event's data */
    public DroppableEvent(Key key, String json) {
        this.key = key;
        this.event = new ServerEvent(key.event(), json);
    }

    public Key key() {
        return key;
    }

    public String json() {
        return event.json();
    }

    /** The event as the transport writes it. */
    public <T> T as(Encoding<T> encoding) {
        return event.as(encoding);
    }
}
