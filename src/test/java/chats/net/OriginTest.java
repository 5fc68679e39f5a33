package chats.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
    @ParameterizedTest
    @CsvSource({
        "https://example.com, https://example.com",
        "HTTPS://Example.COM, https://example.com",
        "https://example.com:443, https://example.com",
        "http://example.com:80, http://example.com",
        "http://example.com:443, http://example.com:443",
        "https://example.com:, https://example.com",
        "https://example.com:8443, https://example.com:8443",
        "http://[::1]:3000, http://[::1]:3000",
        "http://chats_web:3000, http://chats_web:3000",
        "https://xn--bcher-kva.example, https://xn--bcher-kva.example",
        "capacitor://localhost, capacitor://localhost"
    })
    void isReadHoweverItIsWritten(String written, String meant) {
        assertEquals(Optional.of(meant), Origin.parse(written).map(Origin::toString));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "*",
                "example.com",
                "https://",
                "https:/example.com",
                "https://example.com/",
                "https://example.com/chat",
                "https://a@example.com",
                "https://example.com:99999",
                "https://example.com:44a",
                "https://exa mple.com",
                "https://a,b@c",
                "https://*.example.com",
                "https://straße.example"
            })
    void whatHasMoreOrLessIsNone(String text) {
        assertEquals(Optional.empty(), Origin.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com, example.com:443, true",
        "https://example.com, EXAMPLE.com, true",
        "https://example.com:443, example.com, true",
        "http://example.com, example.com:80, true",
        "http://localhost:3000, localhost:3000, true",
        "https://example.com, example.com:80, false",
        "http://localhost:3000, localhost, false",
        "https://example.com, example.org, false",
        "https://example.com, example.com.example.org, false"
    })
    void isOfTheHostThatWasAsked(String origin, String host, boolean own) {
        assertEquals(own, Origin.parse(origin).orElseThrow().isOf(host));
    }
}
