package chats.message;

import chats.json.Text;
import jakarta.validation.constraints.NotNull;

/** The body of a request to send a message to the chat of the path. */
public record NewMessage(
        @NotNull @Text(max = 4000) String message,
        @Text(max = 64, blank = true) String clientMessageId) {
    SendMessage to(long chatId) {
        return new SendMessage(chatId, null, message, clientMessageId);
    }
}
