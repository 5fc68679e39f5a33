package chats.bus.redis;

import chats.bus.BusMessage;
import chats.bus.Channel;
import chats.bus.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Packs bus messages into Redis messages and unpacks them. The first line of a Redis message is the sending node's id,
 * each other line is one text. Texts that are sent at once to one channel share a Redis message. A node receives its
 * own messages too; unpacking drops them.
 */
final class BusMessageCodec {
    static final String PREFIX = "chats:";

    /** About this many characters make a Redis message full; one that is longer holds a single text. */
    private static final int FULL = 64 * 1024;

    /**
     * A Redis message of another node.
     *
     * @param lines one text each
     */
    record Received(Channel channel, String lines) {}

    private final String head;

    BusMessageCodec(Node node) {
        this.head = node.id() + "\n";
    }

    static String name(Channel channel) {
        return PREFIX + channel.name();
    }

    List<Session.Publication> pack(Collection<? extends BusMessage> messages) {
        List<Session.Publication> full = new ArrayList<>();
        Map<Channel, StringBuilder> open = new LinkedHashMap<>();
        for (BusMessage busMessage : messages) {
            String text = busMessage.text();
            for (Channel channel : busMessage.channels()) {
                StringBuilder lines = open.computeIfAbsent(channel, key -> new StringBuilder(head));
                if (lines.length() > head.length()) {
                    lines.append('\n');
                }
                lines.append(text);
                if (lines.length() > FULL) {
                    full.add(new Session.Publication(name(channel), lines.toString()));
                    open.remove(channel);
                }
            }
        }
        open.forEach((channel, lines) -> full.add(new Session.Publication(name(channel), lines.toString())));
        return full;
    }

    /** What another node sent; empty if this node sent it, or if it cannot be read. */
    Optional<Received> unpack(String name, String message) {
        int end = message.indexOf('\n');
        if (end < 0 || message.startsWith(head) || !name.startsWith(PREFIX)) {
            return Optional.empty();
        }
        return Channel.named(name.substring(PREFIX.length()))
                .map(channel -> new Received(channel, message.substring(end + 1)));
    }
}
