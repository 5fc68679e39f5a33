package chats.live;

import chats.log.ChatEvent;

/**
 * An event for any number of sockets. The encoding of each transport is kept, so that an event is encoded once for each
 * transport. The lock orders encodings; no other lock is taken inside it.
 */
public final class ServerEvent {
    private record Encoded(Encoding<?> by, Object value, Encoded next) {}

    private final String name;
    private final String json;
    private volatile Encoded encoded;

    /** @param json the event's data */
    public ServerEvent(String name, String json) {
        this.name = name;
        this.json = json;
    }

    /** The event that tells clients of it. */
    static ServerEvent of(ChatEvent event) {
        return new ServerEvent(event.name(), event.json());
    }

    public String name() {
        return name;
    }

    public String json() {
        return json;
    }

    /** The event as the transport writes it. */
    @SuppressWarnings("unchecked")
    public <T> T as(Encoding<T> encoding) {
        for (Encoded e = encoded; e != null; e = e.next()) {
            if (e.by() == encoding) {
                return (T) e.value();
            }
        }
        synchronized (this) {
            T value = encoding.encode(name, json);
            encoded = new Encoded(encoding, value, encoded);
            return value;
        }
    }
}
