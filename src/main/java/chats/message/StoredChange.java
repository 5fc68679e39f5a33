package chats.message;

import chats.commands.RequestOrigin;
import chats.json.Json;

/**
 * A change that was stored and is to be delivered.
 *
 * @param pair the two users of a direct chat; null in a room
 * @param seq that of the chat's last message then
 * @param rev counts 1, 2, 3 … within its chat
 * @param json the {@link MessageChange}; written once, because it is sent many times
 */
public record StoredChange(long chatId, Pair pair, long seq, long rev, String json) implements ChatEvent {
    /** @param message the JSON of the message as it is now */
    static StoredChange of(MessageChange change, String message) {
        String json = "{\"chatId\":%d,\"rev\":%d,\"afterSeq\":%d,\"message\":%s}"
                .formatted(change.chatId(), change.rev(), change.afterSeq(), message);
        return new StoredChange(change.chatId(), Pair.of(change.message()), change.afterSeq(), change.rev(), json);
    }

    public static StoredChange of(MessageChange change) {
        return of(change, Json.write(change.message()));
    }

    @Override
    public long socket() {
        return RequestOrigin.NO_SOCKET;
    }

    @Override
    public Position before() {
        return new Position(seq, rev - 1);
    }

    @Override
    public String name() {
        return "message_changed";
    }
}
