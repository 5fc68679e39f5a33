package chats.live;

import jakarta.validation.constraints.NotBlank;

/** The data of {@code refresh_token}. */
record RefreshTokenRequest(@NotBlank String token) {}
