package chats.chat;

import chats.commands.RequestOrigin;
import chats.users.User;
import java.util.List;

/** A chat was created by {@code origin} and is stored: a CDI event of this node. */
public record ChatCreated(Chat chat, RequestOrigin origin) {
    /** The ids of its members. */
    public List<Long> userIds() {
        return chat.users().stream().map(User::id).toList();
    }
}
