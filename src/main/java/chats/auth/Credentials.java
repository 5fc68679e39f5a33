package chats.auth;

import chats.json.Text;
import jakarta.validation.constraints.NotNull;

/**
 * The body of a login.
 *
 * @param cookie whether the refresh token is to be set as a browser's cookie
 */
record Credentials(
        @NotNull @Text(max = 254) String email,
        @NotNull @Text(max = 128, blank = true) String password,
        Boolean cookie) {
    @Override
    public String toString() {
        return "Credentials[hidden]";
    }
}
