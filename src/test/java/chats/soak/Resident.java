package chats.soak;

import chats.checker.wire.Wire;
import chats.client.Rest;
import chats.run.RunningServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Somebody with an account, who goes on by refresh tokens and now and then logs out and in again, as clients do. */
final class Resident {
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int REFRESHES_OF_A_LOGIN = 3;

    private final RunningServer server;
    private final ObjectNode credentials;
    private final long id;
    private JsonNode tokens;
    private long since;
    private int refreshes;

    Resident(RunningServer server) {
        this.server = server;
        String name = "r" + UUID.randomUUID().toString().substring(0, 23);
        credentials = Wire.object()
                .put("email", name + "@chats.example")
                .put("password", UUID.randomUUID().toString());
        take("/auth/register", credentials.deepCopy().put("nickname", name));
        id = tokens.get("user").get("id").asLong();
    }

    long id() {
        return id;
    }

    /** An access token that is good for a while. */
    synchronized String token() {
        if (System.nanoTime() - since > FRESH_NANOS) {
            if (++refreshes % REFRESHES_OF_A_LOGIN == 0) {
                rest().post("/auth/logout", Wire.object());
                take("/auth/login", credentials);
            } else {
                take(
                        "/auth/refresh",
                        Wire.object()
                                .put("refreshToken", tokens.get("refreshToken").asText()));
            }
        }
        return accessToken();
    }

    Rest rest() {
        return Rest.stranger(server).with(accessToken());
    }

    private synchronized String accessToken() {
        return tokens.get("accessToken").asText();
    }

    private void take(String path, JsonNode body) {
        tokens = Rest.stranger(server).post(path, body).granted();
        since = System.nanoTime();
    }
}
