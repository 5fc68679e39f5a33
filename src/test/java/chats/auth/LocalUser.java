package chats.auth;

import chats.client.Rest;
import chats.run.RunningPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Somebody who is in the database and has never logged in. */
public final class LocalUser {
    private LocalUser() {}

    /** The id of a new one. */
    public static String add(RunningPostgres postgres, String url) throws SQLException {
        try (Connection connection = postgres.connect(url)) {
            return add(connection);
        }
    }

    /** The same through an open connection. */
    public static String add(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet id = statement.executeQuery(
                        "INSERT INTO users_model (nickname) VALUES ('" + Rest.newName() + "') RETURNING id")) {
            id.next();
            return id.getString(1);
        }
    }
}
