package chats.bus;

import java.util.Optional;

/** What bus messages are about: a chat, a user, or all nodes. */
public record Channel(Kind kind, long id) {
    /** Every node is subscribed to this channel. */
    public static final Channel EVERYBODY = new Channel(Kind.EVERYBODY, 0);

    /** The kind of a channel; its code is the first character of the channel's name. */
    public enum Kind {
        CHAT('c'),
        USER('u'),
        EVERYBODY('e');

        private final char code;

        Kind(char code) {
            this.code = code;
        }
    }

    public static Channel chat(long id) {
        return new Channel(Kind.CHAT, id);
    }

    public static Channel user(long id) {
        return new Channel(Kind.USER, id);
    }

    /** The channel of this {@link #name}; empty if it is not a channel's name. */
    public static Optional<Channel> named(String name) {
        for (Kind kind : Kind.values()) {
            if (name.length() > 1 && name.charAt(0) == kind.code) {
                try {
                    return Optional.of(new Channel(kind, Long.parseLong(name.substring(1))));
                } catch (NumberFormatException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    public String name() {
        return Character.toString(kind.code) + id;
    }
}
