package chats.log;

import chats.json.Json;

/**
 * A change of a message that was stored and is to be delivered.
 *
 * @param pair the two users of a direct chat; null in a room
 * @param seq that of the chat's last message then
 * @param rev counts 1, 2, 3 … within its chat
 * @param target the seq of the changed message
 * @param message the JSON of the changed message; written once, because it is sent many times
 */
public record StoredMessageChange(long chatId, Pair pair, long seq, long rev, long target, String message)
        implements StoredChange {
    public static StoredMessageChange of(MessageChange change) {
        return of(change, Json.write(change.message()));
    }

    /** @param json that of the changed message */
    public static StoredMessageChange of(MessageChange change, String json) {
        Message message = change.message();
        return new StoredMessageChange(
                change.chatId(), Pair.of(message), change.afterSeq(), change.rev(), message.seq(), json);
    }

    @Override
    public String name() {
        return "message_changed";
    }

    /** A {@link MessageChange}. */
    @Override
    public String json() {
        return "{\"chatId\":" + chatId + ",\"rev\":" + rev + ",\"afterSeq\":" + seq + ",\"message\":" + message + "}";
    }
}
