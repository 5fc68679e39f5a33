package chats.log;

import chats.commands.RequestOrigin;
import chats.json.Json;

/**
 * A message that was stored and is to be delivered.
 *
 * @param pair the two users of a direct chat, between whom it is a whisper; null in a room
 * @param seq counts 1, 2, 3 … within its chat
 * @param rev the chat's highest rev when it was stored, or a lower one, see {@link ChatEvent#rev}
 * @param socket the socket that sent it
 * @param json the {@link Message}; written once, because it is sent many times
 */
public record StoredMessage(long chatId, Pair pair, long seq, long rev, long socket, String json) implements ChatEvent {
    /** As it was read from the database: no socket of this node has sent it. */
    public static StoredMessage read(Message message, long rev) {
        return new StoredMessage(
                message.chatId(), Pair.of(message), message.seq(), rev, RequestOrigin.NO_SOCKET, Json.write(message));
    }

    @Override
    public Position before() {
        return new Position(seq - 1, rev);
    }

    @Override
    public boolean isBeyond(long heardSeq, long heardRev) {
        return seq > heardSeq;
    }

    @Override
    public String name() {
        return isDirect() ? "receive_whisper" : "receive_message";
    }

    /** The same, stored after the change of this rev. */
    public StoredMessage after(long lastRev) {
        return lastRev == rev ? this : new StoredMessage(chatId, pair, seq, lastRev, socket, json);
    }

    /** The same message as the change has left it. */
    public StoredMessage as(StoredMessageChange change) {
        return new StoredMessage(chatId, pair, seq, rev, socket, change.message());
    }

    @Override
    public long target() {
        return seq;
    }
}
