package chats.http;

import chats.errors.ChatsException;
import chats.errors.Violation;
import chats.json.WholeNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Which page of a list is asked for. Resources take {@code page} and {@code limit} as text, since the container answers a
 * number that it cannot read with 404.
 *
 * <p>A list is counted and shown up to its first {@value #MOST_ENTRIES} entries, so that neither a total nor a page far behind
 * makes the database walk through millions of rows.
 *
 * @param page counted from 1
 * @param limit entries on a page, at least 1
 */
public record Paging(int page, int limit) {
    /** The longest page of every list but the history. */
    public static final int MAX_LIMIT = 100;

    /** So far a list is counted; what is beyond is on no page. */
    public static final int MOST_ENTRIES = 10_000;

    /**
     * Reads the two query parameters; null means not given.
     *
     * @throws ChatsException {@code validation_failed} for anything but whole numbers within their bounds
     */
    public static Paging of(String page, String limit, int defaultLimit) {
        List<Violation> violations = new ArrayList<>();
        int pageNumber = number("page", page, 1, Integer.MAX_VALUE, violations);
        int length = number("limit", limit, defaultLimit, MAX_LIMIT, violations);
        if (!violations.isEmpty()) {
            throw ChatsException.invalid(violations);
        }
        return new Paging(pageNumber, length);
    }

    /** How many entries come before this page; of a page beyond the bound, as many as there can be. */
    public int offset() {
        return (int) Math.min((page - 1L) * limit, MOST_ENTRIES);
    }

    /** How many entries this page has room for: its limit, less where the bound cuts it, none beyond. */
    public int room() {
        return Math.min(limit, MOST_ENTRIES - offset());
    }

    private static int number(String name, String given, int fallback, int most, List<Violation> violations) {
        OptionalInt number = given == null ? OptionalInt.of(fallback) : positive(given, most);
        if (number.isEmpty()) {
            violations.add(new Violation(name, "must be a whole number from 1 to " + most));
        }
        return number.orElse(fallback);
    }

    private static OptionalInt positive(String text, int most) {
        OptionalLong number = WholeNumber.parse(text);
        boolean isWithin = number.isPresent() && number.getAsLong() >= 1 && number.getAsLong() <= most;
        return isWithin ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
    }
}
