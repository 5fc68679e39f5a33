package chats.auth;

import chats.json.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Somebody new. The nickname is trimmed before it is looked at. */
record Registration(
        @Schema(examples = "alice@example.org", description = "unique whatever its case")
        @NotNull
        @Text(max = 254)
        @Pattern(regexp = "[^\\s@]+@[^\\s@]+", message = "must be an email address")
        String email,

        @Schema(examples = "Alice", description = "1 to 40 characters, trimmed, unique") @NotNull @Text(max = 40)
        String nickname,

        @Schema(examples = "correct horse battery", description = "8 to 128 characters")
        @NotNull
        @Text(min = 8, max = 128, blank = true, message = "must be text of {min} to {max} characters, without NUL")
        String password) {
    Registration {
        nickname = nickname == null ? null : nickname.strip();
    }

    @Override
    public String toString() {
        return "Registration[hidden]";
    }
}
