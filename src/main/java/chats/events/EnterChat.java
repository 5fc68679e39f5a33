package chats.events;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Set;

/**
 * The data of {@code enter_chat}.
 *
 * @param chatIds repeats count once
 * @param after for some of the chats, the highest seq that the client knows; may be null
 */
record EnterChat(
        @NotNull @Size(min = 1, max = 1000) Set<@NotNull @Positive Long> chatIds,
        Map<Long, @NotNull @PositiveOrZero Long> after) {

    @AssertTrue(message = "must name chats that are entered only")
    boolean isAfterWithinChatIds() {
        return after == null || chatIds == null || chatIds.containsAll(after.keySet());
    }
}
