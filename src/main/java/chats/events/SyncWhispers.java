package chats.events;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.Map;

/** The data of {@code sync_whispers}: for some of the other users, the highest seq that the client has; may be null. */
record SyncWhispers(@Size(max = 10_000) Map<@Positive Long, @NotNull @PositiveOrZero Long> after) {}
