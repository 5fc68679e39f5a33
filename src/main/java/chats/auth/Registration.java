package chats.auth;

import chats.json.Text;
import chats.names.Name;
import chats.names.Names;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** The body of a registration. White space in the nickname is folded before it is validated. */
record Registration(
        @NotNull @Text(max = 254) @Pattern(regexp = "[^\\s@]+@[^\\s@]+", message = "must be an email address")
        String email,

        @NotNull @Name(max = 40) String nickname,

        @NotNull
        @Text(min = 8, max = 128, blank = true, message = "must be text of {min} to {max} characters, without NUL")
        String password,

        Boolean cookie) {
    Registration {
        nickname = nickname == null ? null : Names.folded(nickname);
    }

    @Override
    public String toString() {
        return "Registration[hidden]";
    }
}
