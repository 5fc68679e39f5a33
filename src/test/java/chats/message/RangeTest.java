package chats.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeTest {
    @Test
    void theNewestFiftyAreMeantWhenNothingIsSaid() {
        assertEquals(
                new Range(OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), 50),
                Range.of(null, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "", " 1", "+5", "1.0", "1e2", "x", "99999999999999999999"})
    void aLimitMustBeAWholeNumberFromOneToTwoHundred(String limit) {
        assertEquals(
                ErrorCode.VALIDATION_FAILED,
                assertThrows(ChatsException.class, () -> Range.of(null, null, limit))
                        .code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "", "x", "9223372036854775808"})
    void anEndMustBeAWholeNumberFromZero(String seq) {
        assertThrows(ChatsException.class, () -> Range.of(seq, null, null));
        assertThrows(ChatsException.class, () -> Range.of(null, seq, null));
    }

    @Test
    void bothEndsAreOneTooMany() {
        assertThrows(ChatsException.class, () -> Range.of("5", "1", null));
    }

    @Test
    void aTimeStandsAlone() {
        String time = "2026-03-01T12:34:56.789Z";
        assertEquals(
                Optional.of(Instant.parse(time)),
                Range.of(null, null, time, null).at());
        assertThrows(ChatsException.class, () -> Range.of("5", null, time, null));
        assertThrows(ChatsException.class, () -> Range.of(null, "0", time, null));
        assertThrows(ChatsException.class, () -> Range.of(null, null, "yesterday", null));
        assertThrows(ChatsException.class, () -> Range.of(null, null, "", null));
    }
}
