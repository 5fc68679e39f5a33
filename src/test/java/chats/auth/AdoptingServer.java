package chats.auth;

import chats.run.RunningPostgres;
import chats.run.RunningServer;
import chats.run.ServerToStart;
import chats.run.StartedOnce;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/**
 * A server that takes its people from an outside provider, which publishes its ES256 keys at a URL and whose subjects are the ids of
 * users in this database. It has some resources that use what MicroProfile JWT offers.
 *
 * @param keys what the provider publishes
 */
record AdoptingServer(
        RunningServer running,
        String databaseUrl,
        TestTokens provider,
        HttpServer published,
        AtomicReference<String> keys)
        implements AutoCloseable {
    private static AdoptingServer open() {
        try {
            TestTokens provider = TestTokens.ec();
            AtomicReference<String> keys = new AtomicReference<>(jwks(key(provider, TestTokens.KID)));
            HttpServer published = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            published.createContext("/keys", exchange -> {
                byte[] body = keys.get().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            published.start();
            String url = RunningPostgres.shared().newDatabase();
            // the settings in each form that MicroProfile Config knows
            RunningServer server = ServerToStart.on(RunningPostgres.shared(), url)
                    .with(
                            "mp_jwt_verify_publickey_location",
                            "http://127.0.0.1:" + published.getAddress().getPort() + "/keys")
                    .with("MP_JWT_VERIFY_PUBLICKEY_ALGORITHM", "ES256")
                    .with("JVM_ARGS", ServerToStart.SMALL + " -Dmp.jwt.verify.issuer=https://idp.example")
                    .with("MP_JWT_VERIFY_CLOCK_SKEW", "10")
                    .with("MP_JWT_VERIFY_TOKEN_AGE", "3600")
                    .with("ADOPT_LOCAL_SUBJECTS", "true")
                    .including(
                            InjectedResource.class,
                            LongLivedResource.class,
                            RolesResource.class,
                            PrincipalEndpoint.class)
                    .start();
            return new AdoptingServer(server, url, provider, published, keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The id of a new one, which is a subject of the provider's, too. */
    String newUser() throws SQLException {
        return LocalUser.add(RunningPostgres.shared(), databaseUrl);
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
        running.kill();
        published.stop(0);
    }

    /** Starts it when it is first asked for and ends it after the last test. */
    static final class Shared extends StartedOnce<AdoptingServer> {
        Shared() {
            super(AdoptingServer.class);
        }

        @Override
        protected AdoptingServer start() {
            return open();
        }
    }
}
