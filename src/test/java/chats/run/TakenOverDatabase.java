package chats.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The database of the server of black-box tests, as it was when the server came to it: one of the original, in which nicknames look
 * alike, with a crowd that is hashed in several batches, and in Turkish, where {@code lower('I')} is not {@code i}.
 */
public final class TakenOverDatabase {
    /** The nicknames of the users from 1 on, who log in as their number and with {@code chats.client.Rest.PASSWORD}. */
    public static final List<String> ALIKE =
            List.of("Support Team", "SUPPORT TEAM", "Ѕupport Team", "Support  Team", "Support Team\u200b");

    /** The last one of those who are called {@code crowd} and a number. */
    public static final int CROWD = 2_500;

    static final String URL = make();

    private TakenOverDatabase() {}

    private static String make() {
        RunningPostgres postgres = RunningPostgres.shared();
        String url = postgres.newDatabase(
                "TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'tr' LOCALE 'C'");
        try (Connection connection = postgres.connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE users_model (id SERIAL PRIMARY KEY, nickname varchar, email varchar, password varchar);"
                            + " INSERT INTO users_model (nickname, email, password)"
                            + " SELECT name, place || '@example.org',"
                            + " '$2b$06$156BRe5bPw4rqt4F41h56OOD69NBs8DVGkhQ8yxO2rOOeOzt3Hlsm'"
                            + " FROM unnest('{\"" + String.join("\",\"", ALIKE)
                            + "\"}'::text[]) WITH ORDINALITY AS u (name, place);"
                            + " INSERT INTO users_model (nickname)"
                            + " SELECT 'crowd ' || g FROM generate_series(1, " + CROWD + ") g");
            return url;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
