package chats.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.util.VersionInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Emails are the same ones whatever their case and whatever the locale of the database. */
class EmailsTest {
    private static final String TURKISH =
            "TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'tr' LOCALE 'C' ENCODING 'UTF8'";
    private static final String C = "TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C' ENCODING 'UTF8'";

    @ParameterizedTest
    @ValueSource(strings = {"", TURKISH, C})
    void areUniqueWhateverTheirCase(String options) throws SQLException {
        TestDatabase database = TestDatabase.emptyWith(options);
        database.migrate();
        List<String> taken = List.of("ivan@example.org", "ÉVA@example.org", "ёж@example.org", "ılgın@example.org");
        for (String email : taken) {
            database.run("INSERT INTO users_model (email) VALUES ('" + email + "')");
        }
        for (String email : List.of("IVAN@EXAMPLE.ORG", "İvan@example.org", "éva@Example.org", "ЁЖ@example.org")) {
            SQLException failure = assertThrows(
                    SQLException.class, () -> database.run("INSERT INTO users_model (email) VALUES ('" + email + "')"));
            assertEquals("23505", failure.getSQLState());
        }
        database.run("INSERT INTO users_model (email) VALUES ('eva@example.org')");
        database.run("INSERT INTO users_model (email) VALUES ('ilgin@example.org')");
    }

    @Test
    void areFoldedAsUnicodeSays() throws SQLException {
        TestDatabase database = TestDatabase.emptyWith(TURKISH);
        database.migrate();
        List<String> expected = IntStream.rangeClosed(1, 0x1FFFF)
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .filter(point -> UCharacter.getAge(point).compareTo(VersionInfo.getInstance(18)) <= 0)
                .filter(point -> UCharacter.foldCase(point, true) != point)
                .mapToObj(point -> point + "|" + UCharacter.foldCase(point, true))
                .toList();
        assertTrue(expected.size() > 1_500);
        assertEquals(
                expected,
                database.rows("SELECT n, ascii(rtrim(users_model_folded(chr(n) || '가'), '가'))"
                        + " FROM generate_series(1, 131071) n WHERE n NOT BETWEEN 55296 AND 57343 AND n <> 304"
                        + " AND users_model_folded(chr(n) || '가') <> chr(n) || '가' ORDER BY n"));
        assertEquals("i", database.value("SELECT users_model_folded('İ')"));
    }

    @Test
    void whatALocaleToldApartStaysAndNoThirdOneComes() throws SQLException {
        TestDatabase database = TestDatabase.emptyWith(TURKISH);
        database.run("CREATE TABLE users_model (id SERIAL PRIMARY KEY, nickname varchar, email varchar);"
                + "INSERT INTO users_model (nickname, email) VALUES ('a', 'ivan@b'), ('b', 'IVAN@b'), ('c', 'c@b')");
        database.migrate();
        assertEquals(
                List.of("1|ivan@b", "2|IVAN@b", "3|c@b"),
                database.rows("SELECT id, email FROM users_model ORDER BY id"));
        for (String email : List.of("Ivan@b", "C@B")) {
            assertThrows(
                    SQLException.class, () -> database.run("INSERT INTO users_model (email) VALUES ('" + email + "')"));
        }
        assertTrue(plan(database).contains("Index"), "they are looked up by an index");
    }

    @Test
    void areLookedUpByAnIndex() throws SQLException {
        TestDatabase database = TestDatabase.migrated();
        assertTrue(plan(database).contains("Index"));
    }

    private static String plan(TestDatabase database) throws SQLException {
        database.run("INSERT INTO users_model (email) SELECT g || '@example.org' FROM generate_series(1, 5000) g;"
                + " ANALYZE users_model");
        return String.join(
                "\n",
                database.rows("EXPLAIN SELECT * FROM users_model"
                        + " WHERE users_model_folded(email) = users_model_folded('IVAN@b')"));
    }
}
