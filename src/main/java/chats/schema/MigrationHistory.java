package chats.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The table in which Flyway records the migrations.
 *
 * @param isOurs whether Chats has migrated this database before
 */
record MigrationHistory(String table, boolean isOurs) {
    private static final String DEFAULT_NAME = "flyway_schema_history";
    private static final String OTHER_NAME = "chats_schema_history";
    private static final String EXISTS = """
            SELECT EXISTS (SELECT FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relname = '%s')
            """;
    // by JSON, because another application's table may lack the column
    private static final String IS_OURS = """
            SELECT EXISTS (SELECT FROM %s AS history WHERE to_jsonb(history) ->> 'script' = 'V4__tables.sql')
            """;

    /** Flyway's default table, or a table of another name if the default one belongs to another application. */
    static MigrationHistory of(Connection connection) throws SQLException {
        if (is(connection, EXISTS.formatted(OTHER_NAME))) {
            return new MigrationHistory(OTHER_NAME, is(connection, IS_OURS.formatted(OTHER_NAME)));
        }
        if (!is(connection, EXISTS.formatted(DEFAULT_NAME))) {
            return new MigrationHistory(DEFAULT_NAME, false);
        }
        boolean isOurs = is(connection, IS_OURS.formatted(DEFAULT_NAME));
        return new MigrationHistory(isOurs ? DEFAULT_NAME : OTHER_NAME, isOurs);
    }

    private static boolean is(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getBoolean(1);
        }
    }
}
