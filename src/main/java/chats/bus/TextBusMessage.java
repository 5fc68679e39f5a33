package chats.bus;

import java.util.Collection;
import java.util.List;

/** A bus message with a ready text. */
public record TextBusMessage(Collection<Channel> channels, String text) implements BusMessage {
    public static TextBusMessage to(Channel channel, String text) {
        return new TextBusMessage(List.of(channel), text);
    }
}
