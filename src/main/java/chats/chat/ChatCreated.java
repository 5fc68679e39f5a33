package chats.chat;

import chats.bus.BusMessage;
import chats.bus.Channel;
import chats.json.Json;
import chats.message.RequestOrigin;
import chats.users.User;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** A chat was stored; {@code origin} made it. */
public record ChatCreated(Chat chat, RequestOrigin origin) implements BusMessage {
    public static final char LETTER = 'n';

    /** Up to so many members are told on channels of their own; a bigger chat is told to every node once. */
    private static final int FEW = 16;

    @Override
    public Collection<Channel> channels() {
        return isSmall()
                ? chat.users().stream().map(user -> Channel.user(user.id())).toList()
                : List.of(Channel.EVERYBODY);
    }

    /** For every node with the ids of all members before the chat, else without. */
    @Override
    public String text() {
        String members = isSmall()
                ? ""
                : chat.users().stream().map(User::id).map(String::valueOf).collect(Collectors.joining(","));
        return LETTER + members + " " + Json.write(chat);
    }

    private boolean isSmall() {
        return chat.users().size() <= FEW;
    }
}
