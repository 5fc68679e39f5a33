package chats.errors;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;

/** An RFC 9457 problem document, the body of every refused HTTP request. */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        List<Violation> violations,
        @JsonInclude(JsonInclude.Include.NON_NULL) Long retryAfterMs) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(ChatsException refusal) {
        ErrorCode code = refusal.code();
        return new Problem(
                "about:blank",
                code.sentence(),
                code.status(),
                refusal.getMessage(),
                code.code(),
                refusal.violations(),
                refusal.retryAfter().map(Duration::toMillis).orElse(null));
    }
}
