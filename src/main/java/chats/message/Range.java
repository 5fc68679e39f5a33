package chats.message;

import chats.errors.ChatsException;
import chats.errors.Violation;
import chats.json.UtcTime;
import chats.json.WholeNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which part of a history is asked for: with {@code before} the newest messages below that seq, with {@code after} the
 * oldest above that seq, with {@code at} those around that time, with none of them the newest of all.
 *
 * @param limit entries at most, 1 to {@value #MAX_LIMIT}
 */
public record Range(OptionalLong before, OptionalLong after, Optional<Instant> at, int limit) {
    static final int MAX_LIMIT = 200;
    private static final int DEFAULT_LIMIT = 50;

    /**
     * Reads the query parameters; null means not given.
     *
     * @throws ChatsException {@code validation_failed} for anything but whole numbers within their bounds and a time in
     *     UTC, or if more than one of the first three is given
     */
    static Range of(String before, String after, String at, String limit) {
        List<Violation> violations = new ArrayList<>();
        OptionalLong from = number("before", before, Long.MAX_VALUE, 0, violations);
        OptionalLong to = number("after", after, Long.MAX_VALUE, 0, violations);
        Optional<Instant> time = time(at, violations);
        OptionalLong most = number("limit", limit, MAX_LIMIT, 1, violations);
        if (from.isPresent() && to.isPresent()) {
            violations.add(new Violation("before", "must not be given together with after"));
        }
        if (time.isPresent() && (from.isPresent() || to.isPresent())) {
            violations.add(new Violation("at", "must not be given together with before or after"));
        }
        if (!violations.isEmpty()) {
            throw ChatsException.invalid(violations);
        }
        return new Range(from, to, time, (int) most.orElse(DEFAULT_LIMIT));
    }

    /** Without a time. */
    public static Range of(String before, String after, String limit) {
        return of(before, after, null, limit);
    }

    /** The oldest messages above a seq. */
    public static Range after(long seq, int limit) {
        return new Range(OptionalLong.empty(), OptionalLong.of(seq), Optional.empty(), limit);
    }

    private static Optional<Instant> time(String text, List<Violation> violations) {
        Optional<Instant> time = text == null ? Optional.empty() : UtcTime.parse(text);
        if (text != null && time.isEmpty()) {
            violations.add(new Violation("at", "must be a time in UTC, such as 2026-03-01T12:34:56.789Z"));
        }
        return time;
    }

    private static OptionalLong number(String name, String text, long most, long least, List<Violation> violations) {
        if (text == null) {
            return OptionalLong.empty();
        }
        OptionalLong number = WholeNumber.parse(text);
        if (number.isPresent() && number.getAsLong() >= least && number.getAsLong() <= most) {
            return number;
        }
        violations.add(new Violation(name, "must be a whole number from " + least + " to " + most));
        return OptionalLong.empty();
    }
}
