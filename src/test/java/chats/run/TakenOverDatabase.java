package chats.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The database of the server of black-box tests, as it was when the server came to it: one of the original, in which nicknames look
 * alike, with the chats 1 and 2 of its first three users, a crowd that is hashed in several batches, and in Turkish, where {@code lower('I')} is not {@code i}.
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
            statement.execute(original());
            statement.execute(
                    "INSERT INTO users_model (nickname, email, password) SELECT name, place || '@example.org',"
                            + " '$2b$06$156BRe5bPw4rqt4F41h56OOD69NBs8DVGkhQ8yxO2rOOeOzt3Hlsm'"
                            + " FROM unnest('{\"" + String.join("\",\"", ALIKE)
                            + "\"}'::text[]) WITH ORDINALITY AS u (name, place);"
                            + " INSERT INTO users_model (nickname, email, password)"
                            + " SELECT 'crowd ' || g, g || '@crowd.example', ''"
                            + " FROM generate_series(1, " + CROWD + ") g;"
                            + " INSERT INTO chats_model DEFAULT VALUES; INSERT INTO chats_model DEFAULT VALUES;"
                            + " INSERT INTO chats_model_users_users_model"
                            + " SELECT c, u FROM generate_series(1, 2) c, generate_series(1, 3) u");
            return url;
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The tables as the original made them. */
    private static String original() throws IOException {
        try (InputStream tables = TakenOverDatabase.class.getResourceAsStream("/schema/typeorm-camelCase.sql")) {
            return new String(tables.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
