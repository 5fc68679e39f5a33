package chats.auth;

import chats.json.Text;
import jakarta.validation.constraints.NotNull;

/** Email and password of somebody who logs in, and whether a browser's cookie is to keep the login. */
record Credentials(
        @NotNull @Text(max = 254) String email,
        @NotNull @Text(max = 128, blank = true) String password,
        Boolean cookie) {
    @Override
    public String toString() {
        return "Credentials[hidden]";
    }
}
