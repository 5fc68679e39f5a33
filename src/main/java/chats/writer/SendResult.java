package chats.writer;

import chats.json.Json;
import chats.log.Message;

/**
 * The answer to a request to send or change a message.
 *
 * @param view the message as it is now
 * @param json the {@code view}
 * @param fresh whether the message is new; false if it was changed, or had been stored before under the same client id
 */
public record SendResult(Message view, String json, boolean fresh) {
    static SendResult known(Message view) {
        return new SendResult(view, Json.write(view), false);
    }
}
