package chats.json;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * Whole numbers from 0 in text, such as ids in a path. Each has exactly one valid spelling: ASCII digits without
 * leading zeros. Otherwise one id would have several spellings, which caches, limits and proxies would take for
 * different ids.
 */
public final class WholeNumber {
    private static final int MOST_DIGITS = 19;

    private WholeNumber() {}

    /** Empty if the text is not such a number, or does not fit into a {@code long}. */
    public static OptionalLong parse(String text) {
        int length = text.length();
        if (length == 0 || length > MOST_DIGITS || length > 1 && text.charAt(0) == '0') {
            return OptionalLong.empty();
        }
        long number = 0;
        for (int i = 0; i < length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalLong.empty();
            }
            number = number * 10 + digit;
        }
        return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
    }

    /** Reads field names of JSON objects that are ids. */
    static final class Key extends KeyDeserializer {
        @Override
        public Object deserializeKey(String key, DeserializationContext context) throws IOException {
            OptionalLong number = parse(key);
            return number.isPresent()
                    ? (Object) number.getAsLong()
                    : context.handleWeirdKey(Long.class, key, "not a whole number");
        }
    }
}
