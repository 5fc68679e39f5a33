package chats.live;

import chats.bus.BusMessage;
import chats.bus.Channel;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that the sockets of some users are told and that has no place in the order of a chat. Unlike a
 * {@link chats.log.ChatEvent}, one that is lost is not fetched. Unlike a {@link DroppableEvent}, no socket drops it.
 *
 * @param name the name of the event by which clients hear it
 * @param socket the socket that is answered and not told; 0 for none
 * @param json the event's data
 */
record Signal(String name, List<Long> users, long socket, String json) implements BusMessage {
    private static final char PREFIX = 'g';

    /** For up to so many users it is sent to each one's channel. For more it is sent to all nodes once, with their ids. */
    private static final int MOST_USER_CHANNELS = 16;

    /** Whether the text is a signal. */
    static boolean is(String text) {
        return text.charAt(0) == PREFIX;
    }

    /** Reads what another node tells; the asking socket is none of this node. */
    static Signal read(Channel channel, String text) {
        String[] parts = text.substring(1).split(" ", 3);
        List<Long> users = parts[1].isEmpty()
                ? List.of(channel.id())
                : Arrays.stream(parts[1].split(",")).map(Long::valueOf).toList();
        return new Signal(parts[0], users, 0, parts[2]);
    }

    @Override
    public Collection<Channel> channels() {
        return usesUserChannels() ? users.stream().map(Channel::user).toList() : List.of(Channel.EVERYBODY);
    }

    @Override
    public String text() {
        String ids =
                usesUserChannels() ? "" : users.stream().map(String::valueOf).collect(Collectors.joining(","));
        return PREFIX + name + " " + ids + " " + json;
    }

    private boolean usesUserChannels() {
        return users.size() <= MOST_USER_CHANNELS;
    }
}
