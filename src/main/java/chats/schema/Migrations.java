package chats.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The SQL files under {@code db/migration}, run in one transaction by whichever node comes first while the others wait. This takes
 * three connections at a time.
 *
 * <p>A database that holds tables already but was never migrated is taken over: V1 to V3 bring the original's tables to the names,
 * types and values that V4 builds on, V5 numbers their messages. On an empty database only V4 has something to do.
 */
final class Migrations {
    // Flyway looks at what is there before it takes a lock of its own: a second node would take tables that the first
    // has just made for those of the original. The number is "chats" in ASCII.
    private static final String ONE_NODE_AT_A_TIME = "SELECT pg_advisory_xact_lock(x'6368617473'::bigint)";

    private final DataSource dataSource;
    private final Flyway flyway;

    Migrations(DataSource dataSource) {
        this.dataSource = dataSource;
        flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dataSource)
                .resourceProvider(new MigrationFiles())
                .locations(new String[0])
                .placeholderReplacement(false)
                .loggers(FlywayLog.Creator.class.getName())
                .group(true)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
    }

    /**
     * Brings the database up to date and returns its version. Waits for as long as another node does the same.
     *
     * @throws FlywayException if the database cannot be reached or a migration fails; all of this run is then rolled back
     */
    String run() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                statement.execute(ONE_NODE_AT_A_TIME);
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
}
