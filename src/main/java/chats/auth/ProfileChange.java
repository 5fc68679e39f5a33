package chats.auth;

import chats.json.Text;
import chats.names.Name;
import chats.names.Names;

/**
 * The body of a change of one's own account; what is null stays. White space in the nickname is folded before it is
 * validated.
 *
 * @param currentPassword needed for a new password, else ignored
 */
record ProfileChange(
        @Name(max = 40) String nickname,

        @Text(min = 8, max = 128, blank = true, message = "must be text of {min} to {max} characters, without NUL")
        String password,

        String currentPassword) {
    ProfileChange {
        nickname = nickname == null ? null : Names.folded(nickname);
    }

    @Override
    public String toString() {
        return "ProfileChange[hidden]";
    }
}
