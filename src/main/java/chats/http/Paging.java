package chats.http;

import chats.errors.ChatsException;
import chats.errors.Violation;
import chats.json.WholeNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The requested page of a list. Resources take {@code page} and {@code limit} as text, because the container would
 * answer 404 to text that is not a number.
 *
 * <p>Only the first {@value #MOST_ENTRIES} entries of a list are counted and shown. So the database need not read
 * millions of rows for a total or for a high page number.
 *
 * @param page counted from 1
 * @param limit entries on a page, at least 1
 */
public record Paging(int page, int limit) {
    /** The longest page of all lists except the history. */
    public static final int MAX_LIMIT = 100;

    /** Entries beyond this number are not counted and are on no page. */
    public static final int MOST_ENTRIES = 10_000;

    /**
     * Parses the two query parameters; null if they are missing.
     *
     * @throws ChatsException {@code validation_failed} if one is not a whole number within its bounds
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

    /** How many entries come before this page, at most {@value #MOST_ENTRIES}. */
    public int offset() {
        return (int) Math.min((page - 1L) * limit, MOST_ENTRIES);
    }

    /** How many entries this page may have: {@code limit}, or fewer if it reaches beyond {@value #MOST_ENTRIES}. */
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
