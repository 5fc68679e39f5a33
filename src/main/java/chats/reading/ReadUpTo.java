package chats.reading;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;

/** The body of a request to mark the chat of the path as read up to a seq. */
public record ReadUpTo(@NotNull @PositiveOrZero Long seq) {}
