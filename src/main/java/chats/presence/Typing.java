package chats.presence;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

/** The data of {@code typing}. */
record Typing(@NotNull @Positive Long chatId) {}
