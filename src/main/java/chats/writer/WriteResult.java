package chats.writer;

import chats.json.Json;
import chats.log.ChatChange;
import chats.log.Message;

/**
 * The answer to a request to send or change a message, or to change a chat.
 *
 * @param view what clients see: the message as it is now, or the {@link ChatChange}
 * @param json the {@code view}
 * @param fresh whether it is a new message; false if it was changed, or had been stored before under the same client id
 */
public record WriteResult(Record view, String json, boolean fresh) {
    static WriteResult of(Record view) {
        return new WriteResult(view, Json.write(view), false);
    }

    /** The message that was sent or changed. */
    public Message message() {
        return (Message) view;
    }
}
