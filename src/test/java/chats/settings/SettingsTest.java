package chats.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
}
