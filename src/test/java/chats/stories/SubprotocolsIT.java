package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Rest;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The plain door's handshakes of those that cannot set the Authorization header: browsers. */
class SubprotocolsIT extends Story {
    private static final String OFFERED = "Sec-WebSocket-Protocol: ";

    private Person alice;

    @BeforeEach
    void somebodyComes() {
        alice = person("alice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-WebSocket-Protocol: chats.v1, bearer.%s\r\n",
                "Sec-WebSocket-Protocol: bearer.%s,chats.v1\r\n",
                "sec-websocket-protocol:chats.v1 ,\tchats.v2,, bearer.%s ,\r\n",
                "Sec-WebSocket-Protocol: bearer.%s\r\nSec-WebSocket-Protocol: chats.v1\r\n"
            })
    void aBrowsersTokenOpensASocketAndIsNotAnswered(String headers) throws IOException {
        ChatRoom chat = alice.opensChatWith(person("bob"));
        try (RawSocket socket = opens(headers.formatted(alice.token()))) {
            assertEquals(List.of("chats.v1"), answered(socket.head()));
            assertFalse(socket.head().contains(alice.token()));
            socket.enters(chat);
        }
    }

    @Test
    void aSocketLivesAsLongAsItsToken() throws IOException {
        String token = provider().token(alice.subject(), "alice", Instant.now().plusSeconds(5));
        try (RawSocket socket = opens(OFFERED + "chats.v1, bearer." + token + "\r\n")) {
            assertEquals("token_expiring", socket.receive().json().get("event").asText());
            assertEquals(4401, socket.closeCode());
        }
    }

    @Test
    void aHeaderIsEnoughAndNothingIsAnsweredThatWasNotOffered() throws IOException {
        try (RawSocket socket = opens(authorization(alice))) {
            assertEquals(List.of(), answered(socket.head()));
        }
        try (RawSocket socket = opens(authorization(alice) + OFFERED + "chat, chats.v2\r\n")) {
            assertEquals(List.of(), answered(socket.head()));
        }
        try (RawSocket socket = opens(authorization(alice) + OFFERED + "chats.v1\r\n")) {
            assertEquals(List.of("chats.v1"), answered(socket.head()));
        }
    }

    @Test
    void ofTwoTokensBothAreRightAndOfTheSameUser() throws IOException {
        String another =
                provider().token(alice.subject(), "alice", Instant.now().plusSeconds(300));
        String old = provider().token(alice.subject(), "alice", Instant.now().minusSeconds(60));
        try (RawSocket socket = opens(authorization(alice) + OFFERED + "chats.v1, bearer." + another + "\r\n")) {
            assertEquals(List.of("chats.v1"), answered(socket.head()));
        }

        String offered = OFFERED + "chats.v1, bearer." + alice.token() + "\r\n";
        isRefused("unauthorized", authorization(person("bob")) + offered);
        isRefused("unauthorized", "Authorization: Basic YTpi\r\n" + offered);
        isRefused("token_expired", "Authorization: Bearer " + old + "\r\n" + offered);
        isRefused("unauthorized", authorization(alice) + OFFERED + "chats.v1, bearer.x.y.z\r\n");
        isRefused("token_expired", authorization(alice) + OFFERED + "chats.v1, bearer." + old + "\r\n");
    }

    @Test
    void withoutATokenThatIsOfferedAsItShouldBeNoSocketOpens() {
        String token = alice.token();
        String old = provider().token(alice.subject(), "alice", Instant.now().minusSeconds(60));
        Stream.of(
                        "chats.v1",
                        "chats.v1, bearer.",
                        "chats.v1, bearer",
                        "chats.v1, bearer.x.y.z",
                        "chats.v1, " + token,
                        "chats.v1, Bearer." + token,
                        "chats.v1, bearer." + token.substring(0, token.length() - 4) + "AAAA",
                        "chats.v1, bearer.Bearer " + token,
                        "chats.v1, bearer." + token + ", bearer." + token,
                        "bearer." + token,
                        "CHATS.V1, bearer." + token,
                        "chats.v2, bearer." + token)
                .forEach(offered -> isRefused("unauthorized", OFFERED + offered + "\r\n"));
        isRefused("token_expired", OFFERED + "chats.v1, bearer." + old + "\r\n");
        isRefused("unauthorized", authorization(alice) + OFFERED + "bearer." + token + "\r\n");
    }

    @Test
    void aPageOfAnotherHostOpensNoSocket() {
        String offered = OFFERED + "chats.v1, bearer." + alice.token() + "\r\n";
        String answer = refusal("/chats", offered + "Origin: https://evil.example\r\n");
        assertTrue(answer.contains(" 403 "), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/users/me", "/chats/1", "/socket.io/"})
    void itIsNoTokenAnywhereElse(String path) {
        String answer = refusal(path, OFFERED + "chats.v1, bearer." + alice.token() + "\r\n");
        assertTrue(answer.contains(" 401 ") || answer.contains(" 400 "), answer);
    }

    @Test
    void aSocketKeepsNoMoreThanATokenAndSmallHeaders() throws IOException {
        String padding = "x".repeat(4_000);
        ObjectNode claims = IdentityProvider.claims(
                IdentityProvider.ISSUER,
                IdentityProvider.AUDIENCE,
                alice.subject(),
                "alice",
                Instant.now().plusSeconds(600));
        String big = provider().sign(claims.put("padding", padding));
        String offered = OFFERED + "chats.v1, bearer." + big + "\r\n";
        opens(offered + "X-A: " + padding + "\r\n").close();

        for (String more : List.of("X-A", "Sec-WebSocket-Extensions", "Sec-WebSocket-Protocol")) {
            String twice = (more + ": " + padding + "\r\n").repeat(2) + "X-B: " + "x".repeat(400) + "\r\n";
            for (String path : List.of("/chats", "/chats/")) {
                String answer = refusal(path, offered + twice);
                assertTrue(answer.contains(" 413 "), answer);
            }
        }
        String second = refusal("/chats", authorization(alice) + offered + "X-A: " + padding + "\r\n");
        assertTrue(second.contains(" 413 "), second);
    }

    @Test
    void aTokenIsWrittenNowhere() throws IOException {
        String old = provider().token(alice.subject(), "alice", Instant.now().minusSeconds(60));
        String answer = refusal("/chats", OFFERED + "chats.v1, bearer." + old + "\r\n");
        opens(OFFERED + "chats.v1, bearer." + alice.token() + "\r\n").close();
        whyTheSocketWasClosed(alice);
        String metrics = Rest.stranger(server()).documented().get("/metrics").text();

        for (String token : List.of(old, alice.token())) {
            for (String part : token.split("\\.", -1)) {
                assertFalse(answer.contains(part), answer);
                assertFalse(server().log().contains(part));
                assertFalse(metrics.contains(part));
            }
        }
    }

    private RawSocket opens(String headers) throws IOException {
        return new RawSocket(server(), "/chats", headers);
    }

    private void isRefused(String code, String headers) {
        String answer = refusal("/chats", headers);
        assertTrue(answer.contains("HTTP/1.1 401 ") && answer.contains("\"code\":\"" + code + "\""), headers + answer);
    }

    private String refusal(String path, String headers) {
        return assertThrows(IOException.class, () -> new RawSocket(server(), path, headers).close(), headers)
                .getMessage();
    }

    private static String authorization(Person person) {
        return "Authorization: Bearer " + person.token() + "\r\n";
    }

    private static List<String> answered(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-protocol:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .toList();
    }
}
