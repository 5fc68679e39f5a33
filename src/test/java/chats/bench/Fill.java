package chats.bench;

import chats.schema.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Fills an empty database as years of use would, so that what is measured on it is not what an empty one does.
 * {@code docs/capacity.md} has the command line.
 */
public final class Fill {
    private static final String SQL = "/bench/fill.sql";
    private static final String STATEMENTS_END = "(?m);\\s*\\n(?=\\n|\\z)";

    private final Map<String, Long> numbers = new LinkedHashMap<>();

    /** As it is on the command line, {@code --messages=10000000} and the like. */
    public Fill(String... options) {
        numbers.put("users", 100_000L);
        numbers.put("chats", 100_000L);
        numbers.put("members", 5L);
        numbers.put("messages", 10_000_000L);
        numbers.put("pairs", 100_000L);
        numbers.put("whispers", 1_000_000L);
        numbers.put("logins", 200_000L);
        for (String option : options) {
            String[] parts = option.replaceFirst("^--", "").split("=", 2);
            if (parts.length < 2 || numbers.replace(parts[0], Long.valueOf(parts[1])) == null) {
                throw new IllegalArgumentException("What is " + option + "? There are " + numbers.keySet());
            }
        }
    }

    public static void main(String[] options) throws Exception {
        Fill fill = new Fill(options);
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(setting("DB_URL"));
        database.setUser(setting("DB_USER"));
        database.setPassword(setting("DB_PASSWORD"));
        System.out.println("Filling " + setting("DB_URL") + " with " + fill.numbers);
        long begin = System.nanoTime();
        fill.into(database);
        System.out.println("Done after " + (System.nanoTime() - begin) / 1_000_000_000 + " s");
    }

    /** Makes the tables if there are none, fills them and gathers their statistics. */
    public void into(DataSource database) throws SQLException, IOException {
        Tables.bringUpToDate(database);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            requireEmpty(statement);
            tell(connection);
            for (String sql : statements()) {
                statement.execute(sql);
            }
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("VACUUM ANALYZE");
        }
    }

    private static void requireEmpty(Statement statement) throws SQLException {
        ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT 1 FROM users_model)");
        row.next();
        if (row.getBoolean(1)) {
            throw new IllegalStateException("There are users in this database; an empty one is needed");
        }
    }

    private void tell(Connection connection) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement("SELECT set_config('fill.' || ?, ?, true)")) {
            for (Map.Entry<String, Long> number : numbers.entrySet()) {
                set.setString(1, number.getKey());
                set.setString(2, number.getValue().toString());
                set.execute();
            }
        }
    }

    private static String[] statements() throws IOException {
        try (InputStream in = Fill.class.getResourceAsStream(SQL)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).split(STATEMENTS_END);
        }
    }

    private static String setting(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "DB_URL, DB_USER and DB_PASSWORD name the database; " + name + " is missing");
        }
        return value;
    }
}
