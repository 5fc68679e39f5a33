package chats.chat;

import chats.errors.ChatsException;
import java.util.Locale;
import java.util.stream.Stream;

/** Which of a user's chats a list is to hold: those that were made with members, those of whispers, or both. */
enum ChatKind {
    ROOM("SELECT chats_model_id AS id FROM chats_model_users_users_model WHERE users_model_id = ?"),
    DIRECT("SELECT id FROM chats_model WHERE ? IN (low_user_id, high_user_id)"),
    ALL(ROOM.idsOfUser + " UNION ALL " + DIRECT.idsOfUser);

    private final String idsOfUser;

    ChatKind(String idsOfUser) {
        this.idsOfUser = idsOfUser;
    }

    /**
     * Reads the query parameter; null is a room.
     *
     * @throws ChatsException {@code validation_failed}
     */
    static ChatKind of(String name) {
        return name == null
                ? ROOM
                : Stream.of(values())
                        .filter(kind -> kind.code().equals(name))
                        .findFirst()
                        .orElseThrow(() -> ChatsException.invalid("kind", "must be room, direct or all"));
    }

    /** The kind as clients see it. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The SQL that finds the ids of a user's chats; every parameter is the user's id. */
    String idsOfUser() {
        return idsOfUser;
    }

    /** How often the user's id is a parameter of {@link #idsOfUser}. */
    int parameters() {
        return (int) idsOfUser.chars().filter(each -> each == '?').count();
    }
}
