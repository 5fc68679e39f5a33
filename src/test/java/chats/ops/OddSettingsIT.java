package chats.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.RunningPostgres;
import chats.run.ServerToStart;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Settings with characters that have a meaning for the server, for MicroProfile Config or for a shell. */
class OddSettingsIT {
    private static final String PASSWORD = "{abc}a$b{c}d$$e\\f\"g'h, i%25j&amp;k<l>한é${HTTP_PORT}${none}{xor}#";
    private static final String KEY_SECRET = "a${HTTP_PORT}b${none}$c{d}e\\f,g%h한";

    @Test
    void areTakenAsTheyAre() throws Exception {
        try (RunningPostgres postgres = RunningPostgres.temporary();
                Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            String user = postgres.user();
            statement.execute("ALTER ROLE " + user + " PASSWORD '" + PASSWORD.replace("'", "''") + "'");
            ServerToStart odd = ServerToStart.on(postgres)
                    .with("DB_PASSWORD", PASSWORD)
                    .with("KEY_SECRET", KEY_SECRET)
                    .with("LC_ALL", "C");
            odd.start().close();
            try (ResultSet keys =
                    statement.executeQuery("SELECT count(*), count(*) FILTER (WHERE encrypted) FROM signing_keys")) {
                assertTrue(keys.next());
                assertEquals(keys.getInt(1), keys.getInt(2), "each key is sealed");
            }
        }
    }
}
