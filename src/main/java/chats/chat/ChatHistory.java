package chats.chat;

import chats.errors.ChatsException;
import java.util.Locale;
import java.util.stream.Stream;

/** What members see of a chat that was said before they were last added: all of it, or nothing. It is set when a chat is made. */
enum ChatHistory {
    ALL,
    JOINED;

    /**
     * Reads the field of a request; null is all.
     *
     * @throws ChatsException {@code validation_failed}
     */
    static ChatHistory of(String code) {
        return code == null
                ? ALL
                : Stream.of(values())
                        .filter(history -> history.code().equals(code))
                        .findFirst()
                        .orElseThrow(() -> ChatsException.invalid("history", "must be all or joined"));
    }

    /** As clients and the database have it. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
