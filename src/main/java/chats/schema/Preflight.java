package chats.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The checks before the migrations: whether Chats can use this database, and whether it can take over the tables. */
final class Preflight {
    private static final String TABLES =
            "'users_model', 'chats_model', 'messages_model', 'chats_model_users_users_model'";
    private static final String IS_A_TABLE_OF_THE_ORIGINAL =
            " c.relnamespace = current_schema()::regnamespace AND c.relname IN (" + TABLES + ")";

    /** Each query returns a problem, as a sentence; no row means that there is none. */
    private static final List<String> EVERY_TIME = List.of("""
            SELECT 'The database can only be read; set default_transaction_read_only to off for it and for DB_USER'
            WHERE current_setting('default_transaction_read_only')::boolean
            """, """
            SELECT 'The database is a standby, which can only be read; DB_URL must name the primary' WHERE pg_is_in_recovery()
            """, """
            SELECT 'The search_path of DB_USER, ' || current_setting('search_path')
                || ', names no schema that is there; add currentSchema=public to DB_URL'
            WHERE current_schema() IS NULL
            """);

    private static final List<String> BEFORE_IT_IS_TAKEN_OVER = List.of(
            """
            SELECT 'The encoding of the database is ' || pg_encoding_to_char(encoding)
                || ', which cannot hold all that people write; restore a dump of it into a database with ENCODING ''UTF8'''
            FROM pg_database WHERE datname = current_database() AND pg_encoding_to_char(encoding) <> 'UTF8'
            """,
            """
            SELECT format('Table %s of the original is in schema %s, but DB_USER makes its tables in schema %s;'
                || ' add currentSchema=%2$s to DB_URL', c.relname, c.relnamespace::regnamespace, current_schema())
            FROM unnest(ARRAY[""" + TABLES + """
            ]) AS name
            JOIN pg_class c ON c.oid = to_regclass(name)
            WHERE c.relnamespace <> current_schema()::regnamespace
            """,
            """
            SELECT format('%s in schema %s belongs to another application, and Chats needs the name; rename it,'
                || ' or move the tables of Chats to another schema and add currentSchema=ITS_NAME to DB_URL', taken.oid, current_schema())
            FROM (SELECT relname AS name, relnamespace AS schema, oid::regclass::text FROM pg_class
                  UNION ALL SELECT typname, typnamespace, oid::regtype::text FROM pg_type WHERE typrelid = 0) AS taken
            WHERE taken.schema = current_schema()::regnamespace AND taken.name IN ('signing_keys', 'logins', 'logins_user_id_idx',
                'logins_ended_at_idx', 'refresh_tokens', 'refresh_tokens_login_id_idx', 'refresh_tokens_expires_at_idx',
                'whisper_pairs', 'whisper_pairs_high_user_id_idx', 'nodes')
            ORDER BY taken.name
            """,
            """
            SELECT format('%s is no table, but a %s; Chats takes over tables alone', c.oid::regclass, CASE c.relkind
                WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' ELSE 'relation of kind ' || c.relkind::text END)
            FROM pg_class c
            WHERE c.relkind NOT IN ('r', 'p') AND """ + IS_A_TABLE_OF_THE_ORIGINAL,
            """
            SELECT format('Rule %I on table %s would change what Chats writes; drop it', r.rulename, c.oid::regclass)
            FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
            WHERE r.ev_enabled <> 'D' AND """ + IS_A_TABLE_OF_THE_ORIGINAL,
            """
            SELECT format('Table %1$s hides rows from its owner; say ALTER TABLE %1$s NO FORCE ROW LEVEL SECURITY', c.oid::regclass)
            FROM pg_class c
            WHERE c.relrowsecurity AND c.relforcerowsecurity AND """ + IS_A_TABLE_OF_THE_ORIGINAL);

    private Preflight() {}

    /**
     * @param isOurs whether Chats has migrated this database before
     * @throws UnusableDatabase a check has found a problem
     */
    static void check(Connection connection, boolean isOurs) throws SQLException {
        for (String sql : EVERY_TIME) {
            run(connection, sql);
        }
        if (!isOurs) {
            for (String sql : BEFORE_IT_IS_TAKEN_OVER) {
                run(connection, sql);
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            if (found.next()) {
                throw new UnusableDatabase(found.getString(1));
            }
        }
    }
}
