package chats.errors;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A request is refused, or cannot be answered at present. The exception carries the code; each transport formats it. It
 * has no stack trace, since refusals are frequent and must stay cheap under a flood.
 */
public final class ChatsException extends RuntimeException {
    private final transient ErrorCode code;
    private final transient List<Violation> violations;
    /** Rounds the time to wait up to milliseconds, so that it is never 0. */
    private static final long NANOS_BELOW_A_MILLI = 999_999;

    private final transient Duration retryAfter;

    private ChatsException(ErrorCode code, String message, List<Violation> violations, Duration retryAfter) {
        super(message, null, false, false);
        this.code = code;
        this.violations = violations;
        this.retryAfter = retryAfter;
    }

    public ChatsException(ErrorCode code) {
        this(code, code.sentence());
    }

    public ChatsException(ErrorCode code, String message) {
        this(code, message, List.of(), null);
    }

    /** {@code validation_failed} for one field. */
    public static ChatsException invalid(String field, String message) {
        return invalid(List.of(new Violation(field, message)));
    }

    /** {@code validation_failed} for some fields. */
    public static ChatsException invalid(List<Violation> violations) {
        return new ChatsException(
                ErrorCode.VALIDATION_FAILED, ErrorCode.VALIDATION_FAILED.sentence(), List.copyOf(violations), null);
    }

    /** {@code conflict}, because of one field. */
    public static ChatsException conflict(String field, String message) {
        return new ChatsException(ErrorCode.CONFLICT, message, List.of(new Violation(field, message)), null);
    }

    /** {@code rate_limited}; the client may try again after this time. */
    public static ChatsException rateLimited(Duration retryAfter) {
        Duration whole =
                Duration.ofMillis(retryAfter.plusNanos(NANOS_BELOW_A_MILLI).toMillis());
        return new ChatsException(ErrorCode.RATE_LIMITED, ErrorCode.RATE_LIMITED.sentence(), List.of(), whole);
    }

    public ErrorCode code() {
        return code;
    }

    public List<Violation> violations() {
        return violations;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
