package chats.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBoundsTest {
    private static final int MOST_BYTES = 64 * 1024;

    @Test
    void theGreatestRequestsAreRead() throws NotJson {
        String ids = ids(id -> Long.toString(id));
        String positions = ids(id -> "\"" + id + "\":" + Integer.MAX_VALUE);
        String entering = "{\"chatIds\":[" + ids + "],\"after\":{" + positions + "},\"afterRev\":{" + positions + "}}";
        assertEquals(1_000, Json.parse(entering).get("after").size());
        String text = "\\ud83d\\ude00".repeat(4_000);
        assertEquals(
                8_000,
                Json.parse("{\"message\":\"" + text + "\"}")
                        .get("message")
                        .textValue()
                        .length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "0", "[[]]", "{\"a\":0}"})
    void manySmallValuesAreNot(String value) {
        String many = "[" + (value + ",").repeat(MOST_BYTES / (value.length() + 1) - 1) + value + "]";
        ChatsException refusal = assertThrows(ChatsException.class, () -> Json.parse(many));
        assertEquals(ErrorCode.VALIDATION_FAILED, refusal.code());
    }

    private static String ids(java.util.function.LongFunction<String> entry) {
        return LongStream.range(9_999_000, 10_000_000).mapToObj(entry).collect(Collectors.joining(","));
    }
}
