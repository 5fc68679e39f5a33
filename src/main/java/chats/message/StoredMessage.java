package chats.message;

import chats.bus.BusMessage;
import chats.bus.Channel;
import chats.commands.RequestOrigin;
import chats.json.Json;
import java.util.Collection;
import java.util.List;

/**
 * A message that was stored and is to be delivered: the CDI event of this node's hub, and the message to other nodes. Its
 * JSON is written once, because it is sent many times.
 *
 * @param pair the two users of a direct chat, between whom it is a whisper; null in a room
 * @param origin who sent it; the sending socket gets an acknowledgement and not the event
 * @param json the {@link #shape}
 */
public record StoredMessage(Message view, Pair pair, RequestOrigin origin, String json) implements BusMessage {
    static StoredMessage of(Message message, Pair pair, RequestOrigin origin) {
        return new StoredMessage(message, pair, origin, Json.write(shape(message, pair)));
    }

    /** As it was read from the database or heard from another node: no socket of this node has sent it. */
    public static StoredMessage read(Message message, Pair pair) {
        return of(message, pair, RequestOrigin.rest(message.author()));
    }

    public long chatId() {
        return view.chatId();
    }

    /** Counts 1, 2, 3 … within its chat. */
    public long seq() {
        return view.seq();
    }

    public boolean isWhisper() {
        return pair != null;
    }

    /** The {@link Message} or {@link Whisper} that clients see. */
    public Record shape() {
        return shape(view, pair);
    }

    private static Record shape(Message message, Pair pair) {
        return pair == null ? message : Whisper.of(message, pair);
    }

    @Override
    public Collection<Channel> channels() {
        return isWhisper() ? pair.users().stream().map(Channel::user).toList() : List.of(Channel.chat(chatId()));
    }

    @Override
    public String text() {
        return StoredMessageCodec.write(this);
    }

    /**
     * The same with no sending socket, so that every socket of the sender gets the event too. Used when the sender
     * could not be told that the message is stored.
     */
    StoredMessage forAll() {
        return new StoredMessage(view, pair, RequestOrigin.rest(origin.user()), json);
    }
}
