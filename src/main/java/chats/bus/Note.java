package chats.bus;

import java.util.Collection;
import java.util.List;

/** A letter in plain words. */
public record Note(Collection<Channel> channels, String text) implements Letter {
    public static Note to(Channel channel, String text) {
        return new Note(List.of(channel), text);
    }
}
