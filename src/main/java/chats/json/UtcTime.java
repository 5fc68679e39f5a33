package chats.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Times in text, such as in a query: ISO-8601 in UTC, of the years 0001 to 9999, with seconds or parts of them or without. */
public final class UtcTime {
    private static final Pattern FORM =
            Pattern.compile("(?!0000)\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?Z");
    private static final int WITHOUT_SECONDS = "0000-00-00T00:00Z".length();

    private UtcTime() {}

    /** Empty if the text is not such a time, or if no calendar has it. */
    public static Optional<Instant> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(text.length() == WITHOUT_SECONDS ? text.replace("Z", ":00Z") : text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
