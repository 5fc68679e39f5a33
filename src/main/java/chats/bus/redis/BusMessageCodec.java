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
 * Puts letters into messages of Redis and takes them out: the first line is the sender's node, each other one a text. What is sent
 * together to one channel travels together. A node hears itself too, and passes that over.
 */
final class BusMessageCodec {
    static final String PREFIX = "chats:";

    /** Characters of a message of Redis, about; a longer one holds a single text. */
    private static final int BIG = 64 * 1024;

    /** @param lines one text each */
    record Mail(Channel channel, String lines) {}

    private final String head;

    BusMessageCodec(Node node) {
        this.head = node.id() + "\n";
    }

    static String name(Channel channel) {
        return PREFIX + channel.name();
    }

    List<Session.Publication> pack(Collection<? extends BusMessage> letters) {
        List<Session.Publication> full = new ArrayList<>();
        Map<Channel, StringBuilder> open = new LinkedHashMap<>();
        for (BusMessage message : letters) {
            String text = message.text();
            for (Channel channel : message.channels()) {
                StringBuilder lines = open.computeIfAbsent(channel, key -> new StringBuilder(head));
                if (lines.length() > head.length()) {
                    lines.append('\n');
                }
                lines.append(text);
                if (lines.length() > BIG) {
                    full.add(new Session.Publication(name(channel), lines.toString()));
                    open.remove(channel);
                }
            }
        }
        open.forEach((channel, lines) -> full.add(new Session.Publication(name(channel), lines.toString())));
        return full;
    }

    /** What another node sent; empty if it was this one. */
    Optional<Mail> open(String name, String message) {
        int end = message.indexOf('\n');
        if (end < 0 || message.startsWith(head) || !name.startsWith(PREFIX)) {
            return Optional.empty();
        }
        return Channel.named(name.substring(PREFIX.length()))
                .map(channel -> new Mail(channel, message.substring(end + 1)));
    }
}
