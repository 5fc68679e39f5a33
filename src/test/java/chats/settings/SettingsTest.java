package chats.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.config.Names;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @Test
    void thereIsNoManagementPortUnlessItIsSet() {
        assertEquals(
                Optional.empty(), Settings.from(Map.<String, String>of()::get).managementPort());
        assertEquals(
                Optional.empty(),
                Settings.from(Map.of("MANAGEMENT_PORT", " ")::get).managementPort());
        assertEquals(
                Optional.of(9090),
                Settings.from(Map.of("MANAGEMENT_PORT", "9090")::get).managementPort());
    }

    @Test
    void aSecretIsWhatWasSet() {
        String odd = "a${HTTP_PORT}$b\\ {c},%20\"é한";
        assertEquals(
                Optional.of(odd), Settings.from(Map.of("KEY_SECRET", odd)::get).keySecret());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "DB_PASSWORD| a|must not begin or end with white space",
                "DB_USER|a\t|must not begin or end with white space",
                "DB_URL|jdbc:postgresql://here/a${b}|must not contain ${",
                "KEY_SECRET|a\uFFFD|must be UTF-8"
            })
    void whatTheServerWouldNotTakeAsItIsIsSaid(String name, String value, String problem) {
        assertTrue(Settings.from(Map.of(name, value)::get).problems().get(0).startsWith(name + " " + problem));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DB_POOL_SIZE|many|must be a whole number from 2 to 1000, not 'many'",
                "DB_POOL_SIZE|${HTTP_PORT}|must be a whole number from 2 to 1000, not '${HTTP_PORT}'",
                "DB_POOL_SIZE|1|must be a whole number from 2 to 1000, not '1'",
                "HTTP_PORT|70000|must be a whole number from 1 to 65535, not '70000'",
                "METRICS_OPEN|maybe|must be true or false, not 'maybe'",
                "PRESENCE|maybe|must be on or off, not 'maybe'"
            })
    void whatIsNoValueIsNamed(String name, String value, String problem) {
        assertEquals(
                List.of(name + " " + problem),
                Settings.from(Map.of(name, value)::get).problems());
    }

    @Test
    void aKeyOfAnIssuerNeedsTheIssuerAndTheOtherWayRound() {
        assertEquals(
                List.of("MP_JWT_VERIFY_ISSUER must be set, since MP_JWT_VERIFY_PUBLICKEY or its _LOCATION is"),
                Settings.from(Map.of("MP_JWT_VERIFY_PUBLICKEY", "key")::get).problems());
        assertEquals(
                List.of("MP_JWT_VERIFY_PUBLICKEY or its _LOCATION must be set, since MP_JWT_VERIFY_ISSUER is"),
                Settings.from(Map.of("MP_JWT_VERIFY_ISSUER", "https://idp.example")::get)
                        .problems());
    }

    @Test
    void originsAreMeantHoweverTheyAreWritten() {
        assertEquals(
                Set.of("https://example.com", "http://localhost:5173", "null", "file://"),
                Settings.from(
                                Map.of(
                                        "ALLOWED_ORIGINS",
                                        "HTTPS://Example.com:443/, http://localhost:5173,null,file://")::get)
                        .allowedOrigins());
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "https://example.com/chat", "https://*.example.com:x", "https://"})
    void whatIsNoOriginIsSaid(String text) {
        assertEquals(
                List.of("ALLOWED_ORIGINS: '" + text + "' is no origin such as https://example.com"),
                Settings.from(Map.of("ALLOWED_ORIGINS", text)::get).problems());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "9090x", "-2"})
    void aManagementPortIsAPort(String port) {
        Settings settings = Settings.from(Map.of("MANAGEMENT_PORT", port)::get);

        assertEquals(
                List.of("MANAGEMENT_PORT must be a whole number from 1 to 65535, not '" + port + "'"),
                settings.problems());
        assertEquals(Optional.empty(), settings.managementPort());
    }

    @Test
    void aManagementPortIsNotTheFirstPort() {
        List<String> problem = List.of("MANAGEMENT_PORT must be another port than HTTP_PORT, not '3000'");

        assertEquals(
                problem, Settings.from(Map.of("MANAGEMENT_PORT", "3000")::get).problems());
        assertEquals(
                problem,
                Settings.from(Map.of("MANAGEMENT_PORT", "3000", "HTTP_PORT", "3000")::get)
                        .problems());
        assertEquals(
                List.of(),
                Settings.from(Map.of("MANAGEMENT_PORT", "3000", "HTTP_PORT", "3001")::get)
                        .problems());
    }

    private static final Map<String, String> OUTSIDE =
            Map.of("MP_JWT_VERIFY_PUBLICKEY", "key", "MP_JWT_VERIFY_ISSUER", "https://idp.example");

    @Test
    void everyNameOfMicroProfileJwtIsRead() throws IllegalAccessException {
        Set<String> read = new HashSet<>();
        Settings.from(name -> {
            read.add(SettingsProducer.property(name));
            return null;
        });
        for (Field name : Names.class.getFields()) {
            assertTrue(read.contains(name.get(null)), () -> name + " is not in " + read);
        }
    }

    @Test
    void whatTheTokensOfAProviderMustFulfilMayBeSet() {
        Settings settings = outside("MP_JWT_VERIFY_CLOCK_SKEW", "0", "MP_JWT_VERIFY_TOKEN_AGE", "300");

        assertEquals(List.of(), settings.problems());
        assertEquals(Optional.of(0), settings.outsideTokens().clockSkewSeconds());
        assertEquals(Optional.of(300), settings.outsideTokens().ageSeconds());
        assertEquals(
                new OutsideTokens(Optional.empty(), Optional.empty()), outside().outsideTokens());
        assertEquals(List.of(), outside("MP_JWT_TOKEN_HEADER", "Authorization").problems());
        assertEquals(List.of(), Settings.from(name -> null).problems());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MP_JWT_VERIFY_CLOCK_SKEW|11|must be a whole number from 0 to 10, not '11'",
                "MP_JWT_VERIFY_CLOCK_SKEW|-1|must be a whole number from 0 to 10, not '-1'",
                "MP_JWT_VERIFY_TOKEN_AGE|0|must be a whole number from 1 to 2147483647, not '0'",
                "MP_JWT_VERIFY_TOKEN_AGE|5m|must be a whole number from 1 to 2147483647, not '5m'",
                "MP_JWT_VERIFY_PUBLICKEY_ALGORITHM|HS256|must be RS256 or ES256, not 'HS256'",
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION|file:/key|MP_JWT_VERIFY_PUBLICKEY and its _LOCATION must not both be set",
                "MP_JWT_TOKEN_HEADER|Cookie|must be Authorization: a cookie would be sent by the pages of other sites, too",
                "MP_JWT_TOKEN_COOKIE|jwt|must not be set: tokens do not come in cookies",
                "MP_JWT_DECRYPT_KEY_LOCATION|file:/key|must not be set: tokens are signed, not encrypted",
                "MP_JWT_DECRYPT_KEY_ALGORITHM|RSA-OAEP|must not be set: tokens are signed, not encrypted"
            })
    void whatCannotBeHonouredIsSaid(String name, String value, String problem) {
        String line = problem.startsWith("MP_JWT") ? problem : name + " " + problem;

        assertEquals(List.of(line), outside(name, value).problems());
    }

    @ParameterizedTest
    @CsvSource({
        "MP_JWT_VERIFY_AUDIENCES,a",
        "MP_JWT_VERIFY_PUBLICKEY_ALGORITHM,ES256",
        "MP_JWT_VERIFY_CLOCK_SKEW,5",
        "MP_JWT_VERIFY_TOKEN_AGE,5"
    })
    void whatIsAboutAProvidersTokensNeedsOne(String name, String value) {
        assertEquals(
                List.of(
                        name
                                + " is about an outside provider's tokens; MP_JWT_VERIFY_PUBLICKEY or its _LOCATION must be set"),
                Settings.from(Map.of(name, value)::get).problems());
        assertEquals(List.of(), outside(name, value).problems());
    }

    @Test
    void aKeyHasAnIssuerAndAnIssuerAKey() {
        assertEquals(
                List.of("MP_JWT_VERIFY_ISSUER must be set, since MP_JWT_VERIFY_PUBLICKEY or its _LOCATION is"),
                Settings.from(Map.of("MP_JWT_VERIFY_PUBLICKEY_LOCATION", "file:/key")::get)
                        .problems());
        assertEquals(
                List.of("MP_JWT_VERIFY_PUBLICKEY or its _LOCATION must be set, since MP_JWT_VERIFY_ISSUER is"),
                Settings.from(Map.of("MP_JWT_VERIFY_ISSUER", "https://idp.example")::get)
                        .problems());
    }

    private static Settings outside(String... namesAndValues) {
        Map<String, String> all = new HashMap<>(OUTSIDE);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Settings.from(all::get);
    }
}
