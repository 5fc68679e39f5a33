package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserAgentTest {
    @Test
    void anOrdinaryOneStaysAsItIs() {
        String firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        assertEquals(Optional.of(firefox), UserAgent.cleaned(firefox));
    }

    @ParameterizedTest
    @CsvSource({"'  a\tb  ', a b", "'a\u0000b', ab", "'a\u001b[31mb', a[31mb", "'a\u0085b', a b", "'a\u202eb', ab"})
    void whatCannotBeSeenIsLeftOut(String header, String shown) {
        assertEquals(Optional.of(shown), UserAgent.cleaned(header));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u0007", "\u00ad"})
    void oneOfWhichNothingCanBeSeenIsNone(String header) {
        assertEquals(Optional.empty(), UserAgent.cleaned(header));
    }

    @Test
    void aLongOneIsCut() {
        assertEquals(Optional.of("x".repeat(200)), UserAgent.cleaned("x".repeat(8_000)));
        assertEquals(Optional.of("😀".repeat(200)), UserAgent.cleaned("😀".repeat(201)));
    }
}
