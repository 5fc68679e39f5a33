package chats.log;

import chats.bus.Channel;
import chats.json.Json;
import chats.users.User;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * A change of a room itself that was stored and is to be delivered. Those who were removed by it do not hear it.
 *
 * @param seq that of the chat's last message then
 * @param rev counts 1, 2, 3 … within its chat
 * @param by the id of the user who did it; 0 if that user is gone or not known
 * @param added the ids of those who have become members by it
 * @param removed the ids of those who were members before it
 * @param json the {@link ChatChange}; written once, because it is sent many times
 */
public record StoredChatChange(
        long chatId, long seq, long rev, long by, List<Long> added, List<Long> removed, String json)
        implements StoredChange {
    /** For up to so many users it is sent to each one's channel. For more it is sent to all nodes. */
    private static final int MOST_USER_CHANNELS = 16;

    /** In place of the seq of a message: this is about none. */
    public static final long NO_MESSAGE = 0;

    static StoredChatChange of(ChatChange change) {
        return new StoredChatChange(
                change.chatId(),
                change.afterSeq(),
                change.rev(),
                change.by() == null ? 0 : change.by(),
                change.added().stream().map(User::id).toList(),
                change.removed(),
                Json.write(change));
    }

    @Override
    public Pair pair() {
        return null;
    }

    @Override
    public long target() {
        return NO_MESSAGE;
    }

    @Override
    public String name() {
        return "chat_changed";
    }

    /** Sockets of those who came and went learn of it, too, though they have not entered the chat. */
    @Override
    public Collection<Channel> channels() {
        List<Channel> channels = new ArrayList<>(List.of(Channel.chat(chatId)));
        if (added.size() + removed.size() > MOST_USER_CHANNELS) {
            channels.add(Channel.EVERYBODY);
        } else {
            Stream.of(added, removed).flatMap(List::stream).map(Channel::user).forEach(channels::add);
        }
        return channels;
    }
}
