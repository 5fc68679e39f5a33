package chats.auth;

import static org.junit.jupiter.api.Assertions.assertThrows;

import chats.Growth;
import chats.errors.ChatsException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The time to reject a token or an Authorization header is linear in its length, whatever it contains. */
class AuthenticatorGrowthTest {
    private static final int SIZE = 20_000;

    private final Authenticator authenticator =
            new Authenticator(new TokenVerifier(null, null), null, null, null, null);

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'',a,''",
                "Bearer ,a,''",
                "Bearer,' ',a b",
                "Bearer a,' ',b",
                "Bearer ,a , b",
                "'',Bearer ,''",
                "'',.,''"
            })
    void aTokenOrAHeader(String begin, String part, String end) throws Exception {
        Growth.assertLinear(begin + part, SIZE, length -> {
            String token = begin + part.repeat(length / part.length()) + end;
            return () -> {
                assertThrows(ChatsException.class, () -> authenticator.authenticate(token));
                assertThrows(ChatsException.class, () -> authenticator.principal(token));
            };
        });
    }
}
