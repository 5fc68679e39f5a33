package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.client.Answer;
import chats.run.Patience;
import chats.run.RunningPostgres;
import chats.run.ServerToStart;
import chats.run.SharedServer;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * An outside provider that publishes its ES256 keys at a URL, and whose subjects are the ids of users in this database.
 */
@SharedServer
@Order(3)
class AdoptedSubjectsIT extends OutsideStory {
    private final TestTokens provider = TestTokens.ec();
    private final TestTokens rotated = TestTokens.ec();
    private final HttpServer published;
    private volatile String keys = jwks(key(provider, "old"));

    AdoptedSubjectsIT(RunningPostgres postgres) throws IOException {
        super(postgres);
        this.published = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @Override
    ServerToStart with(ServerToStart settings) {
        published.createContext("/keys", exchange -> {
            byte[] body = keys.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        published.start();
        return settings.with(
                        "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                        "http://127.0.0.1:" + published.getAddress().getPort() + "/keys")
                .with("MP_JWT_VERIFY_PUBLICKEY_ALGORITHM", "ES256")
                .with("MP_JWT_VERIFY_ISSUER", "https://idp.example")
                .with("ADOPT_LOCAL_SUBJECTS", "true");
    }

    @AfterAll
    void publishNoMore() {
        published.stop(0);
    }

    @Test
    void theSubjectIsAUsersId() throws Exception {
        String id = LocalUser.add(postgres, url);

        assertEquals(id, me(provider.sign(claims(id), "old")).body().path("id").asText());
    }

    @Test
    void aSubjectThatIsNoUsersIdIsNobody() throws Exception {
        assertEquals(401, me(provider.sign(claims("2000000000"), "old")).status());
        assertEquals(
                401, me(provider.sign(claims("99999999999999999999"), "old")).status());
        assertEquals(401, me(provider.sign(claims("alice"), "old")).status());
    }

    @Test
    void theProviderMayRotateItsKeys() throws Exception {
        String id = LocalUser.add(postgres, url);
        String fresh = rotated.sign(claims(id), "new");
        assertEquals(401, me(fresh).status());
        keys = jwks(key(provider, "old"), key(rotated, "new"));

        Patience.until("the new key is fetched", () -> me(fresh).status() == 200);
        assertEquals(200, me(provider.sign(claims(id), "old")).status());
        assertEquals(401, me(rotated.sign(claims(id), "old")).status());
    }

    private Answer me(String token) {
        return stranger.with(token).me();
    }

    private static Map<String, Object> claims(String subject) {
        return TestTokens.claims(TestTokens.in(600), "sub", subject);
    }

    private static JsonWebKey key(TestTokens tokens, String kid) {
        try {
            JsonWebKey key = JsonWebKey.Factory.newJwk(tokens.keys().getPublic());
            key.setKeyId(kid);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String jwks(JsonWebKey... keys) {
        return new JsonWebKeySet(keys).toJson();
    }
}
