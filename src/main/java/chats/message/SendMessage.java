package chats.message;

import chats.json.Text;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

/**
 * The request to send a message to a chat or, as a whisper, to a user; exactly one of the two is given.
 *
 * @param clientMessageId the sender's own id for it, unique for ever: sending again with the same one stores nothing new
 */
public record SendMessage(
        @Positive Long chatId,
        @Positive Long whisperTargetId,
        @NotNull @Text(max = 4000) String message,
        @Text(max = 64, blank = true) String clientMessageId) {

    @AssertTrue(message = "exactly one of chatId and whisperTargetId must be given")
    boolean isAddressedOnce() {
        return (chatId == null) != (whisperTargetId == null);
    }
}
