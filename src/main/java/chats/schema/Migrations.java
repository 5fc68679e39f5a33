package chats.schema;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The SQL files under {@code db/migration}, run in one transaction by whichever node comes first while the others wait.
 *
 * <p>A database that holds tables already but was never migrated is taken over: V1 to V3 bring the original's tables to the names,
 * types and values that V4 builds on, V5 numbers their messages. On an empty database only V4 has something to do.
 */
final class Migrations {
    private final Flyway flyway;

    Migrations(DataSource dataSource) {
        flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dataSource)
                .resourceProvider(new MigrationFiles())
                .locations(new String[0])
                .placeholderReplacement(false)
                .loggers(FlywayLog.Creator.class.getName())
                .group(true)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .lockRetryCount(-1)
                .load();
    }

    /**
     * Brings the database up to date and returns its version. Waits for as long as another node does the same.
     *
     * @throws org.flywaydb.core.api.FlywayException if the database cannot be reached or a migration fails; all of this run is
     *     then rolled back
     */
    String run() {
        flyway.migrate();
        return flyway.info().current().getVersion().toString();
    }
}
