package chats.reading;

import chats.json.GivenFlag;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;

/** The body of a change of one's own preferences for the chat of the path. What is left out stays, and is null here. */
public record PreferencesChange(
        @JsonDeserialize(using = GivenFlag.class) Optional<@NotNull Boolean> muted,
        @JsonDeserialize(using = GivenFlag.class) Optional<@NotNull Boolean> pinned,
        @JsonDeserialize(using = GivenFlag.class) Optional<@NotNull Boolean> unread) {
    Boolean isMuted() {
        return value(muted);
    }

    Boolean isPinned() {
        return value(pinned);
    }

    Boolean isUnread() {
        return value(unread);
    }

    private static Boolean value(Optional<Boolean> given) {
        return given == null ? null : given.orElseThrow();
    }
}
