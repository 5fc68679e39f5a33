package chats.changes;

import chats.json.Text;
import jakarta.validation.constraints.NotNull;

/** The body of a request to edit the message of the path. */
public record NewText(
        @NotNull @Text(max = 4000) String message,
        @Text(max = 64, blank = true) String clientChangeId) {
    EditMessage to(long chatId, long seq) {
        return new EditMessage(chatId, seq, message, clientChangeId);
    }
}
