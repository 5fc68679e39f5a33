package chats.reading;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;

/** The data of {@code read}: the user has read the chat up to this seq. One above the chat's last counts as that. */
record Read(
        @NotNull @Positive Long chatId,
        @NotNull @PositiveOrZero Long seq) {}
