package chats.events;

import jakarta.validation.constraints.NotBlank;

/** The data of {@code refresh_token}. */
record RefreshToken(@NotBlank String token) {}
