package chats.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.http.Paging;
import chats.json.Json;
import chats.run.RunningPostgres;
import chats.run.RunningServer;
import chats.run.ServerToStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How PostgreSQL goes about every statement of the application, on a database that holds more than a page of everything. The
 * statements are those that a running server executes: somebody does all there is to do, and PostgreSQL's own module
 * auto_explain logs what came of it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(3)
class PlansIT {
    private static final Set<String> BIG = Set.of(
            "messages_model",
            "changes",
            "edits",
            "chats_model",
            "chats_model_users_users_model",
            "users_model",
            "logins",
            "refresh_tokens");

    private static final int USERS = 20_000;

    /** So often that the driver prepares each statement, and PostgreSQL considers one plan for all values. */
    private static final int TIMES = 12;

    /** Who is in some hundred chats, and has whispered with some dozen. */
    private static final int SOMEBODY = 10;

    /** More than all of the somebody's own, and than a page of anything with what belongs to it. */
    private static final long ROWS = 1_000;

    private final RunningPostgres postgres = RunningPostgres.temporary(
            "session_preload_libraries=auto_explain",
            "auto_explain.log_min_duration=0",
            "auto_explain.log_format=json",
            "auto_explain.log_analyze=on",
            "auto_explain.log_timing=off",
            "auto_explain.log_parameter_max_length=0");
    private final String url = postgres.newDatabase();
    private RunningServer server;
    private List<Plan> plans;

    @BeforeAll
    void doAllThereIsToDo() throws Exception {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(url);
        database.setUser(postgres.user());
        database.setPassword(postgres.password());
        new Fill(
                        "--users=" + USERS,
                        "--chats=20000",
                        "--messages=100000",
                        "--pairs=20000",
                        "--whispers=40000",
                        "--logins=20000")
                .into(database);
        int begun = (int) Files.size(postgres.logFile());
        server = ServerToStart.on(postgres, url).with("DB_POOL_SIZE", "3").start();
        Client observer = Client.registered(server, "observer");
        run("UPDATE users_model SET password = (SELECT password FROM users_model WHERE id = " + observer.id()
                + ") WHERE id = " + SOMEBODY);
        for (int i = 0; i < TIMES; i++) {
            Client.registered(server, "newcomer" + i);
            Day.of(Client.loggedIn(server, value("SELECT email FROM users_model WHERE id = " + SOMEBODY)), i);
        }
        server.close();
        plans = Plan.logged(Files.readString(postgres.logFile()).substring(begun));
    }

    @AfterAll
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
        postgres.close();
    }

    @Test
    void everyHotStatementIsAmongThem() {
        List<String> hot = List.of(
                "(SELECT chats_model_id AS id FROM chats_model_users_users_model WHERE users_model_id = $1 LIMIT 10000)",
                "(SELECT 1 FROM chats_model WHERE low_user_id = $1 OR high_user_id = $2 LIMIT 10000)",
                "ORDER BY c.updated_at DESC, c.id DESC LIMIT",
                "m.seq = c.last_seq WHERE c.id = ANY($1)",
                "(t0.chat_id = $1)) AND (t0.seq > $2)) AND (t0.seq < $3)",
                "(t0.chat_id = $1)) AND (t0.seq > $2)) AND (t0.seq > $3)",
                "$4 IN (low_user_id, high_user_id)",
                "FROM chats_model WHERE ((low_user_id = $1) OR (high_user_id = $2)) ORDER BY updated_at DESC, ID DESC LIMIT",
                "t1.seq = t0.last_seq",
                "SELECT nickname FROM users_model ORDER BY nickname LIMIT 10000",
                "WHERE lower(nickname) LIKE lower($1) ESCAPE '!' ORDER BY nickname LIMIT 10000",
                "WHERE position(lower($1) IN lower(nickname)) > 0 ORDER BY nickname LIMIT 10000",
                "FROM users_model WHERE nickname_looks && CAST($1 AS bigint[])",
                "FROM users_model WHERE nickname_looks IS NULL AND id + 0 > $1",
                "users_model_folded(EMAIL) = users_model_folded($1)",
                "AS wanted(author_id, client_message_id)",
                "UPDATE chats_model c",
                "INSERT INTO chats_model (low_user_id",
                "INSERT INTO messages_model",
                "AS wanted(chat_id, seq)",
                "AS wanted(author_id, client_change_id)",
                "UPDATE messages_model m",
                "INSERT INTO changes",
                "UPDATE edits e",
                "FROM changes ch",
                "FOR NO KEY UPDATE OF l, t",
                "UPDATE refresh_tokens SET used_at",
                "UPDATE logins SET turn",
                "FROM logins WHERE ended_at >",
                "UPDATE logins SET ended_at",
                "DELETE FROM logins WHERE ended_at <",
                "DELETE FROM refresh_tokens WHERE expires_at <");
        Set<String> statements = plans.stream().map(Plan::statement).collect(Collectors.toSet());
        assertEquals(
                List.of(),
                hot.stream()
                        .filter(part -> statements.stream().noneMatch(statement -> statement.contains(part)))
                        .toList(),
                () -> String.join("\n", statements));
    }

    @Test
    void noBigTableIsReadWhole() {
        assertNone("reads a whole table", plan -> !plan.readWhole(BIG).isEmpty());
    }

    /** One plan for all values, which PostgreSQL may take to sooner or later; left out are arrays, whose types cannot be told here, and the hourly sweep. */
    @Test
    void noBigTableIsReadWholeWhateverTheValues() throws Exception {
        Set<String> statements = plans.stream()
                .map(Plan::statement)
                .filter(statement ->
                        statement.contains("$1") && !statement.contains("unnest(") && !statement.contains("DELETE "))
                .collect(Collectors.toCollection(TreeSet::new));
        List<Plan> general = new ArrayList<>();
        try (Connection connection = postgres.connect(url + "?preferQueryMode=simple");
                Statement statement = connection.createStatement()) {
            for (String setting : connectionSettings()) {
                statement.execute(setting);
            }
            for (String each : statements) {
                ResultSet row = statement.executeQuery("EXPLAIN (GENERIC_PLAN, FORMAT JSON) " + each);
                row.next();
                general.add(new Plan(each, Json.read(row.getString(1)).path(0).path("Plan")));
            }
        }
        assertNone("reads a whole table", general, plan -> !plan.readWhole(BIG).isEmpty());
    }

    /** Neither by an index from end to end, nor by looking up what is not asked for. */
    @Test
    void noStatementLooksAtMoreThanAPageOrWhatIsTheUsersOwn() throws SQLException {
        for (String table : List.of("messages_model", "changes", "edits", "chats_model", "users_model", "logins")) {
            assertTrue(
                    Long.parseLong(value("SELECT count(*) FROM " + table)) > 15 * ROWS, () -> table + " is big enough");
        }
        assertNone("looks at too many rows", plan -> plan.rowsTouched(BIG) > most(plan));
    }

    /** A search counts those that it finds, up to the bound of all lists; one of few letters looks at everybody, but once. */
    private static long most(Plan plan) {
        if (plan.statement().contains("position(")) {
            return USERS + ROWS;
        }
        return plan.statement().contains("AS MATERIALIZED") ? Paging.MOST_ENTRIES + ROWS : ROWS;
    }

    @Test
    void whatHasRunOutWasSweptAtTheStart() throws SQLException {
        String limit = "timezone('utc', now()) - INTERVAL '25 hours 30 minutes'";
        assertEquals("0", value("SELECT count(*) FROM logins WHERE ended_at < " + limit));
        assertEquals("0", value("SELECT count(*) FROM refresh_tokens WHERE expires_at < " + limit));
        assertEquals(
                "0",
                value("SELECT count(*) FROM logins l"
                        + " WHERE NOT EXISTS (SELECT 1 FROM refresh_tokens t WHERE t.login_id = l.id)"));
        assertEquals(
                "19800|4900",
                value("SELECT count(*) || '|' || count(*) FILTER (WHERE ended_at IS NULL) FROM logins"
                        + " WHERE created_at < now() - INTERVAL '10 days'"),
                "the others are still there");
    }

    private void assertNone(String what, Predicate<Plan> bad) {
        assertNone(what, plans, bad);
    }

    private static void assertNone(String what, List<Plan> plans, Predicate<Plan> bad) {
        Map<String, Plan> found = new LinkedHashMap<>();
        plans.stream().filter(bad).forEach(plan -> found.putIfAbsent(plan.statement(), plan));
        assertTrue(
                found.isEmpty(),
                () -> found.values().stream()
                        .map(plan -> what + " (" + plan.rowsTouched(BIG) + " rows): " + plan.statement() + "\n"
                                + plan.root().toPrettyString())
                        .collect(Collectors.joining("\n")));
    }

    /** What the server tells PostgreSQL at the start of each connection. */
    private static List<String> connectionSettings() throws IOException {
        String configuration = Files.readString(Path.of(System.getProperty("basedir", ""), "server.xml"));
        return Pattern.compile("<onConnect>(.*?)</onConnect>")
                .matcher(configuration)
                .results()
                .map(setting -> withVariables(setting.group(1), configuration))
                .toList();
    }

    private static String withVariables(String setting, String configuration) {
        return Pattern.compile("\\$\\{(\\w+)\\}").matcher(setting).replaceAll(name -> {
            Matcher variable = Pattern.compile("<variable name=\"" + name.group(1) + "\" value=\"([^\"]*)\"")
                    .matcher(configuration);
            return variable.find() ? Matcher.quoteReplacement(variable.group(1)) : name.group();
        });
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = postgres.connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String value(String query) throws SQLException {
        try (Connection connection = postgres.connect(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
