package chats.bus;

import java.util.Optional;

/** What a node may want to hear of: a chat, a user, or what concerns every node. */
public record Channel(Kind kind, long id) {
    /** What is heard of by all nodes, always. */
    public static final Channel EVERYBODY = new Channel(Kind.EVERYBODY, 0);

    /** Of what; known to other nodes by its letter. */
    public enum Kind {
        CHAT('c'),
        USER('u'),
        EVERYBODY('e');

        private final char message;

        Kind(char message) {
            this.message = message;
        }
    }

    public static Channel chat(long id) {
        return new Channel(Kind.CHAT, id);
    }

    public static Channel user(long id) {
        return new Channel(Kind.USER, id);
    }

    /** The channel of this {@link #name}; empty if it is none. */
    public static Optional<Channel> named(String name) {
        for (Kind kind : Kind.values()) {
            if (name.length() > 1 && name.charAt(0) == kind.message) {
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
        return Character.toString(kind.message) + id;
    }
}
