package chats.chat;

import chats.json.EachAtLeast;
import chats.json.Given;
import chats.json.Text;
import chats.names.VisibleText;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.Set;

/** The body of a request to change the chat of the path, see {@link UpdateChat}. */
public record ChatPatch(
        @JsonDeserialize(using = Given.class) Optional<@Text(max = 200) @VisibleText String> name,
        @Size(max = 1000) @EachAtLeast(min = 1) Set<Long> admins) {
    UpdateChat to(long chatId) {
        return new UpdateChat(chatId, name, admins);
    }
}
