package chats.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Runs the SQL files under {@code db/migration} in one transaction. The first node to come runs them while the others
 * wait. This needs three connections at a time.
 *
 * <p>A database that has tables but was never migrated is taken over. V0.1 removes what others have added to the
 * original's tables and would be in the way. V1 to V3 bring the tables to the names, types and values that V4 needs. V5
 * numbers the messages. V8.1 enables triggers again. On an empty database these files change nothing.
 */
final class Migrations {
    // Flyway looks at the existing tables before it takes its own lock, so a second node would take the tables that the
    // first one has just created for the original's. The number is "chats" in ASCII.
    private static final String ONE_NODE_AT_A_TIME = "SELECT pg_advisory_xact_lock(x'6368617473'::bigint)";

    // a migration may take as long as it needs
    private static final String NO_TIMEOUT = "SET statement_timeout = 0";

    // settings that a database or a role may have changed
    private static final String EXPECTED_SETTINGS = """
            SELECT set_config(name, value, false) FROM pg_settings JOIN (VALUES ('TimeZone', 'UTC'), ('standard_conforming_strings', 'on'),
                ('transform_null_equals', 'off'), ('default_transaction_isolation', 'read committed'),
                ('lock_timeout', '0'), ('transaction_timeout', '0'), ('idle_in_transaction_session_timeout', '0'),
                ('idle_session_timeout', '0')) AS wanted (name, value) USING (name)
            """;

    private final DataSource dataSource;
    private final String target;

    Migrations(DataSource dataSource) {
        this(dataSource, "latest");
    }

    /** @param target the version to stop at; tests use it to make the database of an older release */
    Migrations(DataSource dataSource, String target) {
        this.dataSource = dataSource;
        this.target = target;
    }

    private Flyway flyway(String historyTable) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dataSource)
                .callbacks(new ConnectionSetup())
                .table(historyTable)
                .target(target)
                .resourceProvider(new MigrationFiles())
                .locations(new String[0])
                .placeholderReplacement(false)
                .loggers(FlywayLog.Creator.class.getName())
                .group(true)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                // a database that was migrated before V0.1 existed does not need it; "future" allows what a newer node
                // has migrated
                .ignoreMigrationPatterns("*:ignored", "*:future")
                .load();
    }

    /**
     * Brings the database up to date and returns its schema version. Waits while another node does the same.
     *
     * @throws UnusableDatabase if the database cannot be used as it is; nothing was changed
     * @throws FlywayException if the database cannot be reached or a migration fails; the whole run is then rolled back
     */
    String run() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                prepare(connection);
                statement.execute(ONE_NODE_AT_A_TIME);
                MigrationHistory history = MigrationHistory.of(connection);
                Preflight.check(connection, history.isOurs());
                Flyway flyway = flyway(history.table());
                flyway.migrate();
                return flyway.info().current().getVersion().toString();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new FlywayException("The database cannot be locked for migration", e);
        }
    }

    private static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(NO_TIMEOUT);
            statement.execute(EXPECTED_SETTINGS);
        }
    }

    /** Prepares each connection that Flyway opens. */
    private static final class ConnectionSetup extends BaseCallback {
        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.AFTER_CONNECT;
        }

        @Override
        public void handle(Event event, Context context) {
            try {
                prepare(context.getConnection());
            } catch (SQLException e) {
                throw new FlywayException("A connection cannot be prepared for migration", e);
            }
        }
    }
}
