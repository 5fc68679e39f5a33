package chats.message;

import chats.json.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

/** The body of a request to send a whisper. */
public record NewWhisper(
        @NotNull @Positive Long whisperTargetId,
        @NotNull @Text(max = 4000) String message,
        @Text(max = 64, blank = true) String clientMessageId) {
    SendMessage toSend() {
        return new SendMessage(null, whisperTargetId, message, clientMessageId);
    }
}
