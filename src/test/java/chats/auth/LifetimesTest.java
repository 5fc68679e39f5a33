package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.schema.TestDatabase;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Access tokens on nodes of one database that give different lifetimes, as after a restart with another setting. */
class LifetimesTest {
    private static final String WEEK = "604800";

    private final TestDatabase database = TestNode.databaseWithAKey();

    @Test
    void whoHasLoggedOutStaysSoWhetherTheLifetimeIsLoweredOrRaised() throws SQLException {
        database.run("INSERT INTO users_model (id, nickname) VALUES (7, 'seven')");
        Logins.Continued left;
        Logins.Continued stayed;
        String ofLeft;
        String ofStayed;
        try (TestNode node = node(WEEK)) {
            left = node.begin(7);
            stayed = node.begin(7);
            ofLeft = node.token(left);
            ofStayed = node.token(stayed);
            assertTrue(node.admits(ofLeft));
            node.end(left.login());
            assertFalse(node.admits(ofLeft));
        }
        database.run("UPDATE logins SET ended_at = ended_at - interval '3 days'");

        try (TestNode lowered = node("900")) {
            lowered.sweep();
            assertFalse(lowered.admits(ofLeft));
            assertFalse(lowered.admits(ofStayed), "it gives no token that lives as long");
            ofStayed = lowered.token(lowered.refresh(stayed.next()));
            assertTrue(lowered.admits(ofStayed));
        }

        try (TestNode raised = node(WEEK)) {
            assertFalse(raised.admits(ofLeft), "the lowered one has not forgotten the logout for it");
            assertTrue(raised.admits(ofStayed));
        }
    }

    @Test
    void anEndedLoginIsForgottenWhenItsTokensHaveExpiredEverywhere() throws SQLException {
        database.run("INSERT INTO users_model (id, nickname) VALUES (7, 'seven')");
        try (TestNode node = node("900")) {
            node.end(node.begin(7).login());
            node.sweep();
            assertEquals("1", database.value("SELECT count(*) FROM logins"));
            database.run("UPDATE logins SET ended_at = ended_at - interval '3 days',"
                    + " access_until = access_until - interval '3 days'");
            node.sweep();
            assertEquals("0", database.value("SELECT count(*) FROM logins"));
        }
    }

    private TestNode node(String seconds) {
        return new TestNode(database, Map.of("ACCESS_TOKEN_SECONDS", seconds));
    }
}
