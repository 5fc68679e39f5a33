package chats.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chats.errors.ChatsException;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeNumberTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9, 10, 202, Long.MAX_VALUE})
    void isReadAsItIsWritten(long number) {
        assertEquals(OptionalLong.of(number), WholeNumber.parse(Long.toString(number)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0202",
                "00",
                "+1",
                "-1",
                "-0",
                " 1",
                "1 ",
                "1.0",
                "1e2",
                "0x1",
                "1_000",
                "２０２",
                "٢",
                "9223372036854775808",
                "18446744073709551617",
                "99999999999999999999"
            })
    void anotherSpellingIsNone(String text) {
        assertEquals(OptionalLong.empty(), WholeNumber.parse(text));
    }

    private record Positions(Map<Long, Long> after) {}

    @Test
    void namesOfAnObjectAreReadInTheSameWay() {
        assertEquals(Map.of(202L, 5L), bind("{\"after\":{\"202\":5}}").after());
        for (String name : new String[] {"0202", "２０２", "+202", ""}) {
            assertThrows(ChatsException.class, () -> bind("{\"after\":{\"" + name + "\":5}}"), name);
        }
    }

    private static Positions bind(String json) {
        return Json.bind(Json.read(json), Positions.class);
    }
}
