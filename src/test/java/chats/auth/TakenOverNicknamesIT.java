package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.client.Answer;
import chats.client.Rest;
import chats.run.Patience;
import chats.run.RunningPostgres;
import chats.run.RunningServer;
import chats.run.ServerToStart;
import chats.run.SharedServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A database of the original in which nicknames look alike. */
@SharedServer
class TakenOverNicknamesIT {
    private static final List<String> ALIKE =
            List.of("Support Team", "SUPPORT TEAM", "Ѕupport Team", "Support  Team", "Support Team\u200b");

    private final RunningPostgres postgres;
    private final String url;

    TakenOverNicknamesIT(RunningPostgres postgres) {
        this.postgres = postgres;
        this.url = postgres.newDatabase();
    }

    @Test
    void keepTheirUsersAndNobodyElseTakesOneLikeThem() throws Exception {
        run("CREATE TABLE users_model (id SERIAL PRIMARY KEY, nickname varchar, email varchar, password varchar);"
                + " INSERT INTO users_model (nickname, email, password)"
                + " SELECT name, place || '@example.org', '$2b$06$156BRe5bPw4rqt4F41h56OOD69NBs8DVGkhQ8yxO2rOOeOzt3Hlsm'"
                + " FROM unnest('{\"" + String.join("\",\"", ALIKE)
                + "\"}'::text[]) WITH ORDINALITY AS u (name, place);"
                + " INSERT INTO users_model (nickname) SELECT 'crowd ' || g FROM generate_series(1, 2500) g");
        try (RunningServer server = ServerToStart.on(postgres, url).start()) {
            Rest stranger = Rest.stranger(server);
            assertTaken(stranger, "support team");
            Patience.until("the looks of all are stored", () -> unseen() == 0);
            assertTaken(stranger, "support team");
            assertTaken(stranger, "CROWD 2500");
            for (int i = 0; i < ALIKE.size(); i++) {
                Answer login = stranger.login(Integer.toString(i + 1), Rest.PASSWORD);
                assertEquals(200, login.status());
                assertEquals(ALIKE.get(i), login.body().at("/user/nickname").asText());
            }
        }
    }

    private static void assertTaken(Rest stranger, String nickname) {
        Answer answer = stranger.register("new@example.org", nickname);
        assertEquals("conflict", answer.code());
        assertEquals("nickname", answer.body().at("/violations/0/field").asText());
    }

    private int unseen() {
        try (Connection connection = postgres.connect(url);
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT count(*) FROM users_model WHERE nickname_looks IS NULL")) {
            result.next();
            return result.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = postgres.connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
