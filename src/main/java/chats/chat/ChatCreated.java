package chats.chat;

import chats.bus.BusMessage;
import chats.bus.Channel;
import chats.commands.RequestOrigin;
import chats.json.Json;
import chats.users.User;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A chat was created by {@code origin} and is stored: the CDI event of this node's hub, and the message to other nodes.
 */
public record ChatCreated(Chat chat, RequestOrigin origin) implements BusMessage {
    /** The first character of this message on the bus. */
    public static final char PREFIX = 'n';

    /**
     * With up to so many members, the message is sent to each member's channel. For a bigger chat it is sent to all
     * nodes once.
     */
    private static final int MAX_USER_CHANNELS = 16;

    @Override
    public Collection<Channel> channels() {
        return usesUserChannels()
                ? chat.users().stream().map(user -> Channel.user(user.id())).toList()
                : List.of(Channel.EVERYBODY);
    }

    /** To members' channels the chat alone, to all nodes with the ids of its members before it. */
    @Override
    public String text() {
        String members = usesUserChannels()
                ? ""
                : chat.users().stream().map(User::id).map(String::valueOf).collect(Collectors.joining(","));
        return PREFIX + members + " " + Json.write(chat);
    }

    private boolean usesUserChannels() {
        return chat.users().size() <= MAX_USER_CHANNELS;
    }
}
