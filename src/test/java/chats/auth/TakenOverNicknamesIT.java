package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.client.Answer;
import chats.client.Rest;
import chats.run.Patience;
import chats.run.RunningPostgres;
import chats.run.RunningServer;
import chats.run.ServerUnderTest;
import chats.run.SharedServer;
import chats.run.TakenOverDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A database of the original in which nicknames look alike. */
@SharedServer
@Order(3)
class TakenOverNicknamesIT {
    private final RunningPostgres postgres;
    private final Rest stranger;

    TakenOverNicknamesIT(RunningPostgres postgres, RunningServer server) {
        this.postgres = postgres;
        this.stranger = Rest.stranger(server);
    }

    @Test
    void keepTheirUsers() {
        for (int i = 0; i < TakenOverDatabase.ALIKE.size(); i++) {
            Answer login = stranger.loginPatiently(Integer.toString(i + 1), Rest.PASSWORD);
            assertEquals(200, login.status());
            assertEquals(
                    TakenOverDatabase.ALIKE.get(i),
                    login.body().at("/user/nickname").asText());
        }
    }

    @Test
    void nobodyElseTakesOneLikeThemWhetherItsLooksAreStoredOrNot() throws Exception {
        String late = Rest.newName();
        try (Connection connection = postgres.connect(ServerUnderTest.databaseUrl());
                Statement statement = connection.createStatement()) {
            assertTaken("support team");
            awaitLooks(statement, "id <= " + (TakenOverDatabase.ALIKE.size() + TakenOverDatabase.CROWD));
            assertTaken("support team");
            assertTaken("CROWD " + TakenOverDatabase.CROWD);

            statement.execute("INSERT INTO users_model (nickname, email, password)" + " VALUES ('Scope " + late + "', '"
                    + late + "@example.org', '')");
            assertTaken("sСOPE " + late);
            awaitLooks(statement, "nickname = 'Scope " + late + "'");
            assertTaken("sСOPE " + late);
        }
    }

    private void assertTaken(String nickname) {
        Answer answer = stranger.registerPatiently(Rest.newName() + "@example.org", nickname);
        assertEquals("conflict", answer.code());
        assertEquals("nickname", answer.body().at("/violations/0/field").asText());
    }

    /** The server looks for missing ones when it starts and once a minute. */
    private static void awaitLooks(Statement statement, String users) {
        Patience.until("the looks of all are stored", () -> {
            try (ResultSet result = statement.executeQuery(
                    "SELECT bool_and(nickname_looks IS NOT NULL) FROM users_model WHERE " + users)) {
                result.next();
                return result.getBoolean(1);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
