package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.client.Answer;
import chats.client.Rest;
import chats.run.RunningPostgres;
import chats.run.RunningServer;
import chats.run.ServerToStart;
import chats.run.SharedServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Access tokens after a restart of the server with another lifetime. */
@SharedServer
@Order(3)
class LifetimesIT {
    private static final String WEEK = "604800";

    private final RunningPostgres postgres;
    private final String url;

    LifetimesIT(RunningPostgres postgres) {
        this.postgres = postgres;
        this.url = postgres.newDatabase();
    }

    @Test
    void whoHasLoggedOutStaysSoWhetherTheLifetimeIsLoweredOrRaised() throws SQLException {
        Answer left;
        Answer stayed;
        try (RunningServer server = server(WEEK)) {
            left = Rest.stranger(server).register(Rest.newName());
            stayed = Rest.stranger(server).register(Rest.newName());
            Rest.stranger(server).with(left.accessToken()).send("POST", "/auth/logout", BodyPublishers.noBody());
            assertEquals(401, me(server, left));
        }
        run("UPDATE logins SET ended_at = ended_at - interval '3 days'");

        try (RunningServer lowered = server("900")) {
            assertEquals(401, me(lowered, left));
            assertEquals(401, me(lowered, stayed), "it gives no token that lives as long");
            stayed = Rest.stranger(lowered).refresh(stayed.refreshToken());
            assertEquals(200, me(lowered, stayed));
        }

        try (RunningServer raised = server(WEEK)) {
            assertEquals(401, me(raised, left), "the lowered one has not forgotten the logout for it");
            assertEquals(200, me(raised, stayed));
        }
    }

    private RunningServer server(String seconds) {
        return ServerToStart.on(postgres, url)
                .with("ACCESS_TOKEN_SECONDS", seconds)
                .start();
    }

    private static int me(RunningServer server, Answer login) {
        return Rest.stranger(server).with(login.accessToken()).me().status();
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = postgres.connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
