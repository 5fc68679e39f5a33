package chats.ops;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Settings with characters that have a meaning for the server, for MicroProfile Config or for a shell. {@code SeveralNodesIT} has a
 * {@code KEY_SECRET} like that.
 */
@ExtendWith(Operated.Shared.class)
@ResourceLock(Operated.LOCK)
class OddSettingsIT {
    @Test
    void areTakenAsTheyAre(Operated operated) throws Exception {
        assertThrows(SQLException.class, () -> operated.postgres().connect(), "there is but the odd password");
        operated.server().awaitReady();
        try (Connection connection = operated.connect();
                Statement statement = connection.createStatement();
                ResultSet others = statement.executeQuery("SELECT count(*) FROM pg_stat_activity"
                        + " WHERE usename = current_user AND backend_type = 'client backend'"
                        + " AND pid <> pg_backend_pid()")) {
            assertTrue(others.next());
            assertTrue(others.getInt(1) > 0, "the server has logged in");
        }
    }
}
