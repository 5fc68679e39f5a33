package chats.auth;

import static chats.auth.TestTokens.in;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Answer;
import chats.client.Rest;
import chats.ops.Operated;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.WebSocket;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What MicroProfile JWT 2.1 lets resources do: have tokens and claims injected, and be for some roles alone. */
@ExtendWith(Operated.Shared.class)
@ResourceLock(Operated.LOCK)
class ProgrammingModelIT {
    private final Operated operated;
    private final Rest stranger;

    /** A user's id, which the provider knows as a subject and these tests take for names, too. */
    private final String name;

    ProgrammingModelIT(Operated operated) throws SQLException {
        this.operated = operated;
        this.stranger = Rest.stranger(operated.server());
        this.name = operated.newUser();
    }

    @Test
    void theSettingsOfMicroProfileJwtAreHeeded() {
        assertEquals(200, me(in(60), "iat", in(0)));
        assertEquals(200, me(in(-3), "iat", in(-60)), "within the clock skew");
        assertEquals(401, me(in(-20), "iat", in(-60)));
        assertEquals(401, me(in(60), "iat", null), "its age counts");
        assertEquals(401, me(in(60), "iat", in(-3_700)));
        assertEquals(401, me(in(60), "iat", in(0), "iss", "https://another.example"));
    }

    private int me(long expires, Object... claims) {
        return stranger.with(token(expires, claims)).me().status();
    }

    @Test
    void everyTypeOfClaimIsInjected() {
        long expires = in(60);
        long issued = in(-60);
        String token = token(
                expires,
                "upn",
                name,
                "aud",
                List.of("chats-app", "another"),
                "iat",
                issued,
                "jti",
                "id-1",
                "auth_time",
                1_600_000_000L,
                "groups",
                List.of("chats-admin", "editor"),
                "email_verified",
                true,
                "customString",
                "some text",
                "customInteger",
                123_456_789L,
                "customDouble",
                3.25,
                "customFlag",
                true,
                "customArray",
                List.of(1, "two", false),
                "customObject",
                Map.of("inner", Map.of("list", List.of(1, 2))));
        Answer answer = stranger.with(token).get("/injected");
        assertEquals(200, answer.status());
        JsonNode all = answer.body();

        assertEquals(name, all.get("name").asText());
        assertEquals(name, all.get("principal").asText());
        assertEquals(name, all.get("context").asText());
        assertTrue(all.get("isToken").asBoolean());
        assertEquals("Bearer", all.get("scheme").asText());
        assertEquals(Set.of("chats-admin", "editor"), texts(all.get("tokenGroups")));
        assertEquals(Set.of("chats-app", "another"), texts(all.get("tokenAudience")));
        assertEquals(expires, all.get("tokenExpires").asLong());
        assertEquals(token, all.get("rawToken").asText());
        assertEquals(name, all.get("subject").asText());
        assertEquals(expires, all.get("expires").asLong());
        assertEquals(issued, all.get("issued").asLong());
        assertEquals(Set.of("chats-app", "another"), texts(all.get("audience")));
        assertEquals(Set.of("chats-admin", "editor"), texts(all.get("groups")));
        assertTrue(all.get("verified").asBoolean());
        assertTrue(all.get("missing").isNull());
        assertEquals("false", all.get("optionalMissing").asText());
        assertEquals("id-1", all.get("optionalId").asText());
        assertEquals(1_600_000_000L, all.get("optionalTime").asLong());
        assertEquals(Set.of("chats-app", "another"), texts(all.get("audienceValue")));
        assertEquals("aud", all.get("audienceName").asText());
        assertEquals(name, all.get("optionalSubjectValue").asText());
        assertEquals("false", all.get("optionalMissingValue").asText());
        assertEquals("id-1", all.get("anyValue").asText());
        assertEquals("https://idp.example", all.get("issuerLater").asText());
        assertEquals(issued, all.get("issuedLater").asLong());
        assertEquals(name, all.get("optionalSubjectLater").asText());
        assertEquals(123_456_789L, all.get("integerLater").asLong());
        assertEquals("https://idp.example", all.get("issuerJson").asText());
        assertEquals(issued, all.get("issuedJson").asLong());
        assertEquals("some text", all.get("customString").asText());
        assertEquals(3.25, all.get("customDouble").asDouble());
        assertEquals("{\"inner\":{\"list\":[1,2]}}", all.get("customObject").asText());
        assertEquals("[1,\"two\",false]", all.get("customArray").asText());
        assertTrue(all.get("customFlag").asBoolean());
        assertTrue(all.get("missingJson").isNull());
    }

    @Test
    void aBeanOfAllRequestsIsToldOfEachItsOwn() throws Exception {
        List<String> people = new ArrayList<>();
        while (people.size() < 8) {
            people.add(operated.newUser());
        }
        List<String> subjects = new ArrayList<>();
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String subject = people.get(i % people.size());
            subjects.add(subject);
            answers.add(stranger.with(token(in(60 + i), "sub", subject))
                    .later("GET", "/long-lived", BodyPublishers.noBody()));
        }
        for (int i = 0; i < subjects.size(); i++) {
            JsonNode told = answers.get(i).join().body();
            assertEquals(4, told.size(), told::toString);
            assertEquals(Set.of(subjects.get(i)), texts(told));
        }
    }

    @ParameterizedTest
    @CsvSource({"admin,chats-admin,editor", "editor,editor,chats-admin", "editor,author,chats-editor"})
    void aMethodIsForItsRolesAlone(String path, String role, String another) {
        Answer refused = inGroups(List.of(another)).get("/roles/" + path);

        assertEquals(200, inGroups(List.of(another, role)).get("/roles/" + path).status());
        assertEquals(403, refused.status());
        assertEquals("forbidden", refused.code());
        assertEquals(403, inGroups(List.of()).get("/roles/" + path).status());
        assertEquals(403, inGroups(null).get("/roles/" + path).status());
        assertEquals(403, inGroups(role).get("/roles/" + path).status(), "groups are a list");
        assertEquals(
                403,
                inGroups(List.of(1, Map.of("a", role))).get("/roles/" + path).status());
        assertEquals(401, stranger.get("/roles/" + path).status());
    }

    @Test
    void nobodyMayWhatIsDeniedAndEverybodyWithATokenMayTheRest() {
        assertEquals(
                403,
                inGroups(List.of("chats-admin", "editor")).get("/roles/nobody").status());
        assertEquals(
                "[true,true,false,false,true]",
                inGroups(List.of("chats-admin")).get("/roles/all").body().toString());
        assertEquals(
                "[false,false,true,true,true]",
                inGroups(List.of("editor")).get("/roles/all").body().toString());
        assertEquals(
                "[false,false,false,false,true]",
                inGroups(null).get("/roles/all").body().toString());
        assertEquals(401, stranger.get("/roles/all").status());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"u,p,u", "-,p,p", "u,-,u", "-,-,-", "'',p,p"})
    void thePrincipalIsCalledByUpnElseByPreferredUsernameElseBySubject(String upn, String preferred, String called) {
        String token = token(
                in(60),
                "upn",
                upn,
                "preferred_username",
                preferred,
                "jti",
                "1",
                "auth_time",
                1L,
                "customString",
                "x",
                "customInteger",
                1L,
                "customDouble",
                1.5,
                "customObject",
                Map.of(),
                "customArray",
                List.of(),
                "customFlag",
                true);
        JsonNode all = stranger.with(token).get("/injected").body();

        for (String field : List.of("name", "principal", "context")) {
            assertEquals(called == null ? name : called, all.get(field).asText());
        }
    }

    @Test
    void aSocketsPrincipalIsTheTokenToo() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        WebSocket.Listener listener = new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                heard.complete(text.toString());
                return null;
            }
        };
        String token = token(in(60), "upn", "called-" + name, "groups", List.of("b", "a"));
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .buildAsync(operated.server().ws("/principal"), listener)
                .get(60, TimeUnit.SECONDS);

        assertEquals("called-" + name + " " + name + " [a, b]", heard.get(60, TimeUnit.SECONDS));
        socket.abort();
    }

    private Rest inGroups(Object groups) {
        return stranger.with(token(in(60), "groups", groups));
    }

    private String token(long expires, Object... claims) {
        Object[] issued = {"iat", in(0)};
        Object[] changes = Stream.of(issued, claims).flatMap(Stream::of).toArray();
        Map<String, Object> all = TestTokens.claims(expires, changes);
        all.replace("sub", "7", name);
        return operated.provider().tokens().sign(all);
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
