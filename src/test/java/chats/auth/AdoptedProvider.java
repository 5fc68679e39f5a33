package chats.auth;

import chats.run.ServerToStart;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/**
 * An outside provider, which publishes its ES256 keys at a URL and whose subjects are the ids of users in the database of whoever
 * trusts it.
 *
 * @param keys what it publishes
 */
public record AdoptedProvider(TestTokens tokens, HttpServer published, AtomicReference<String> keys)
        implements AutoCloseable {
    public static AdoptedProvider open() {
        try {
            TestTokens tokens = TestTokens.ec();
            AtomicReference<String> keys = new AtomicReference<>(jwks(key(tokens, TestTokens.KID)));
            HttpServer published = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            published.createContext("/keys", exchange -> {
                byte[] body = keys.get().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            published.start();
            return new AdoptedProvider(tokens, published, keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A server that takes its people from here, with some resources that use what MicroProfile JWT offers. It is told so in each form
     * that MicroProfile Config knows.
     */
    public ServerToStart trustedBy(ServerToStart server) {
        return server.with(
                        "mp_jwt_verify_publickey_location",
                        "http://127.0.0.1:" + published.getAddress().getPort() + "/keys")
                .with("MP_JWT_VERIFY_PUBLICKEY_ALGORITHM", "ES256")
                .withJvmArgument("-Dmp.jwt.verify.issuer=https://idp.example")
                .with("MP_JWT_VERIFY_CLOCK_SKEW", "10")
                .with("MP_JWT_VERIFY_TOKEN_AGE", "3600")
                .with("ADOPT_LOCAL_SUBJECTS", "true")
                .including(
                        InjectedResource.class, LongLivedResource.class, RolesResource.class, PrincipalEndpoint.class);
    }

    /** A valid one for some minutes, of the user with this id. */
    public String token(String user) {
        return tokens.sign(TestTokens.claims(TestTokens.in(600), "sub", user, "iat", TestTokens.in(0)));
    }

    static JsonWebKey key(TestTokens tokens, String kid) {
        try {
            JsonWebKey key = JsonWebKey.Factory.newJwk(tokens.keys().getPublic());
            key.setKeyId(kid);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static String jwks(JsonWebKey... keys) {
        return new JsonWebKeySet(keys).toJson();
    }

    @Override
    public void close() {
        published.stop(0);
    }
}
