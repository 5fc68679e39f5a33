package chats.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimeTest {
    @Test
    void aTimeMayHaveSecondsAndPartsOfThem() {
        assertEquals(Optional.of(Instant.parse("2026-03-01T12:34:00Z")), UtcTime.parse("2026-03-01T12:34Z"));
        assertEquals(Optional.of(Instant.parse("2026-03-01T12:34:56Z")), UtcTime.parse("2026-03-01T12:34:56Z"));
        assertEquals(Optional.of(Instant.parse("2026-03-01T12:34:56.789Z")), UtcTime.parse("2026-03-01T12:34:56.789Z"));
        assertEquals(
                Optional.of(Instant.parse("2024-02-29T23:59:59.123456789Z")),
                UtcTime.parse("2024-02-29T23:59:59.123456789Z"));
        assertEquals(Optional.of(Instant.parse("0001-01-01T00:00:00Z")), UtcTime.parse("0001-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "1772368496",
                "2026-03-01",
                "2026-03-01T12:34:56",
                "2026-03-01T12:34:56+00:00",
                "2026-03-01T12:34:56+09:00",
                "2026-03-01 12:34:56Z",
                "2026-03-01t12:34:56z",
                "2026-3-1T12:34:56Z",
                "2026-02-29T12:34:56Z",
                "2026-13-01T12:34:56Z",
                "2026-03-01T25:00:00Z",
                "2026-03-01T12:60:00Z",
                "2026-03-01T12:34:56.Z",
                "2026-03-01T12:34:56.1234567890Z",
                "0000-01-01T00:00:00Z",
                "+12026-03-01T12:34:56Z",
                "-2026-03-01T12:34:56Z",
                " 2026-03-01T12:34:56Z",
                "2026-03-01T12:34:56Z\n",
                "٢٠٢٦-03-01T12:34:56Z"
            })
    void anythingElseIsNone(String text) {
        assertEquals(Optional.empty(), UtcTime.parse(text));
    }
}
