package chats.auth;

import chats.json.Text;
import jakarta.validation.constraints.NotNull;

/** Email and password of somebody who logs in. */
record Credentials(
        @NotNull @Text(max = 254) String email,
        @NotNull @Text(max = 128, blank = true) String password) {
    @Override
    public String toString() {
        return "Credentials[hidden]";
    }
}
