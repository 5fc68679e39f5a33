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
 * The SQL files under {@code db/migration}, run in one transaction by whichever node comes first while the others wait. This takes
 * three connections at a time.
 *
 * <p>A database that holds tables already but was never migrated is taken over: V0.1 clears away what others have added to the
 * original's tables and stands in the way, V1 to V3 bring them to the names, types and values that V4 builds on, V5 numbers their
 * messages, V8.1 lets triggers go on. On an empty database these change nothing.
 */
final class Migrations {
    // Flyway looks at what is there before it takes a lock of its own: a second node would take tables that the first
    // has just made for those of the original. The number is "chats" in ASCII.
    private static final String ONE_NODE_AT_A_TIME = "SELECT pg_advisory_xact_lock(x'6368617473'::bigint)";

    // a statement may take as long as it takes, the next one too
    private static final String UNHURRIED = "SET statement_timeout = 0";

    // what a database or a role may be set to otherwise
    private static final String AS_THE_MIGRATIONS_EXPECT = """
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

    /** @param target the version to stop at, as an older release does */
    Migrations(DataSource dataSource, String target) {
        this.dataSource = dataSource;
        this.target = target;
    }

    private Flyway flyway(String historyTable) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dataSource)
                .callbacks(new Prepared())
                .table(historyTable)
                .target(target)
                .resourceProvider(new MigrationFiles())
                .locations(new String[0])
                .placeholderReplacement(false)
                .loggers(FlywayLog.Creator.class.getName())
                .group(true)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                // V0.1 is of no use to a database that was migrated without it, and a newer node may have been here
                // already
                .ignoreMigrationPatterns("*:ignored", "*:future")
                .load();
    }

    /**
     * Brings the database up to date and returns its version. Waits for as long as another node does the same.
     *
     * @throws UnusableDatabase if the database cannot be used as it is; nothing was changed
     * @throws FlywayException if the database cannot be reached or a migration fails; all of this run is then rolled back
     */
    String run() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                prepare(connection);
                statement.execute(ONE_NODE_AT_A_TIME);
                MigrationHistory history = MigrationHistory.of(connection);
                Preflight.look(connection, history.isOurs());
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
            statement.execute(UNHURRIED);
            statement.execute(AS_THE_MIGRATIONS_EXPECT);
        }
    }

    /** Of each connection that Flyway opens. */
    private static final class Prepared extends BaseCallback {
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
