package chats.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.Growth;
import chats.errors.ChatsException;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The time to parse a body or a command's data is linear in its length, whatever it contains. */
class JsonGrowthTest {
    /** Shorter ones are read in another way, which is faster. */
    private static final int SIZE = 40_000;

    private static final int NAMES = 2_000;

    record Request(Set<Long> ids, String text) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "-1",
                "4294967297",
                "null",
                "[]",
                "{}",
                "\"\"",
                "1e999999999",
                "0.1",
                "1234567890123456789012345678901234567890123456789012345678901234"
            })
    void manyValues(String value) throws Exception {
        assertLinear(value, length -> "{\"ids\":[1" + ("," + value).repeat(length / value.length()) + "]}");
        assertLinear(value + " unasked", length -> "{\"x\":[1" + ("," + value).repeat(length / value.length()) + "]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0041", "\\", "\\\"", "é", "\\ud800", "x", "\u0001"})
    void aLongText(String part) throws Exception {
        assertLinear(part, length -> "{\"text\":\"" + part.repeat(length / part.length()) + "\"}");
        assertLinear(part + " as a name", length -> "{\"" + part.repeat(length / part.length()) + "\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "[", "{\"a\":", "{\"ids\":", "-", "9", "0", ",", "\"", "tru", "{}"})
    void whatIsNoJson(String part) throws Exception {
        assertLinear(part, length -> part.repeat(length / part.length()));
    }

    @Test
    void manyNames() throws Exception {
        assertLinear("names", length -> object(length / 10, Integer::toString));
        assertLinear("names of one hash", length -> object(length / 40, JsonGrowthTest::ofOneHash));
        assertLinear("names of Jackson's hash", length -> object(length / 40, JsonGrowthTest::ofOneHashInJackson));
    }

    /** The table of names in the parser rejects a hundred names with one hash as an attack, and may fail on the next. */
    @Test
    void namesOfOneHashAreNamesLikeOthers() {
        for (IntFunction<String> name : List.<IntFunction<String>>of(
                JsonGrowthTest::ofOneHash, JsonGrowthTest::ofOneHashInJackson, Integer::toString)) {
            assertEquals(NAMES, Json.read(object(NAMES, name)).size());
        }
    }

    private static void assertLinear(String what, IntFunction<String> text) throws Exception {
        Growth.assertLinear(what, SIZE, length -> {
            String json = text.apply(length);
            return () -> {
                try {
                    Json.bind(Json.read(json), Request.class);
                } catch (ChatsException refused) {
                    assertEquals(
                            List.of(),
                            refused.violations().subList(1, refused.violations().size()),
                            json);
                }
            };
        });
    }

    private static String object(int names, IntFunction<String> name) {
        StringBuilder object = new StringBuilder("{");
        for (int i = 0; i < names; i++) {
            object.append(i == 0 ? "\"" : ",\"").append(name.apply(i)).append("\":0");
        }
        return object.append('}').toString();
    }

    /** Names of 16 pairs of letters, which have the same {@link String#hashCode}. */
    private static String ofOneHash(int number) {
        return ofPairs(number, "Aa", "BB");
    }

    /** The same for Jackson, which multiplies by 33. */
    private static String ofOneHashInJackson(int number) {
        return ofPairs(number, "AB", "B!");
    }

    private static String ofPairs(int number, String zero, String one) {
        StringBuilder name = new StringBuilder();
        for (int bit = 0; bit < 16; bit++) {
            name.append((number >> bit & 1) == 0 ? zero : one);
        }
        return name.toString();
    }
}
