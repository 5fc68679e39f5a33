package chats.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The table in which Flyway writes down what was migrated.
 *
 * @param isOurs whether something was: the database is Chats' already
 */
record MigrationHistory(String table, boolean isOurs) {
    private static final String USUAL = "flyway_schema_history";
    private static final String BESIDE_ANOTHER = "chats_schema_history";
    private static final String EXISTS = """
            SELECT EXISTS (SELECT FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relname = '%s')
            """;
    // as another application's table may have other columns
    private static final String IS_OURS = """
            SELECT EXISTS (SELECT FROM %s AS history WHERE to_jsonb(history) ->> 'script' = 'V4__tables.sql')
            """;

    /** The usual one, unless it is another application's. */
    static MigrationHistory of(Connection connection) throws SQLException {
        if (is(connection, EXISTS.formatted(BESIDE_ANOTHER))) {
            return new MigrationHistory(BESIDE_ANOTHER, is(connection, IS_OURS.formatted(BESIDE_ANOTHER)));
        }
        if (!is(connection, EXISTS.formatted(USUAL))) {
            return new MigrationHistory(USUAL, false);
        }
        boolean isOurs = is(connection, IS_OURS.formatted(USUAL));
        return new MigrationHistory(isOurs ? USUAL : BESIDE_ANOTHER, isOurs);
    }

    private static boolean is(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getBoolean(1);
        }
    }
}
