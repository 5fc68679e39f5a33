package chats.errors;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** The data of an {@code exception} event and of a failed acknowledgement. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SocketError(String status, String code, String message, List<Violation> violations, Long retryAfterMs) {
    public static SocketError of(ChatsException refusal) {
        return new SocketError(
                "error",
                refusal.code().code(),
                refusal.getMessage(),
                refusal.violations().isEmpty() ? null : refusal.violations(),
                refusal.retryAfter().map(java.time.Duration::toMillis).orElse(null));
    }
}
