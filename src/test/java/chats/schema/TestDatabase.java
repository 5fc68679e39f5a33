package chats.schema;

import chats.run.RunningPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** An empty database for each test, on one real PostgreSQL that is started once and stopped after the tests. */
public final class TestDatabase {
    static final RunningPostgres SERVER = RunningPostgres.shared();
    private static final Map<List<String>, TestDatabase> FILLED = new ConcurrentHashMap<>();

    final String name;
    final DataSource dataSource;
    private final PGSimpleDataSource unhurried;

    private TestDatabase(String url) {
        this.name = url.substring(url.lastIndexOf('/') + 1);
        this.dataSource = source(url, SERVER.user(), SERVER.password());
        this.unhurried = source(url, SERVER.user(), SERVER.password());
        // wins over what the database is set to
        unhurried.setOptions("-c statement_timeout=0");
    }

    public static TestDatabase empty() {
        return new TestDatabase(SERVER.newDatabase());
    }

    /** With options of {@code CREATE DATABASE}. */
    static TestDatabase emptyWith(String options) {
        return new TestDatabase(SERVER.newDatabase(options));
    }

    /** A way to a database of the same PostgreSQL, whether it is there or not. */
    static PGSimpleDataSource source(String url, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    /** A database that the SQL files of these names, under {@code src/test/resources/schema}, have filled. */
    static TestDatabase filledBy(String... files) {
        return FILLED.computeIfAbsent(List.of(files), TestDatabase::filled).copy();
    }

    /** One with the tables of Chats, and no row in them. */
    public static TestDatabase migrated() {
        return Migrated.DATABASE.copy();
    }

    /** To copy a database costs less than to make its tables again. */
    public TestDatabase copy() {
        return emptyWith("TEMPLATE " + name);
    }

    private static TestDatabase filled(List<String> files) {
        TestDatabase database = empty();
        try {
            for (String file : files) {
                database.run(read(file));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return database;
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public String migrate() {
        return new Migrations(dataSource).run();
    }

    public void run(String sql) throws SQLException {
        try (Connection connection = unhurried.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Each row as its columns' text, joined by {@code |}; null is {@code null}. */
    public List<String> rows(String query) throws SQLException {
        try (Connection connection = unhurried.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(result.getString(column));
                }
                rows.add(String.join("|", row.stream().map(String::valueOf).toList()));
            }
            return rows;
        }
    }

    public String value(String query) throws SQLException {
        return rows(query).get(0);
    }

    private static String read(String file) {
        try (InputStream in = TestDatabase.class.getResourceAsStream("/schema/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Migrated {
        private static final TestDatabase DATABASE = empty();

        static {
            DATABASE.migrate();
        }
    }
}
