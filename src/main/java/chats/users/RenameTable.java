package chats.users;

import chats.database.ChangeTrail;
import chats.database.Pool;
import chats.database.SqlArrays;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/** Reads who has taken another nickname, and which one. Takes part in no transaction. */
@ApplicationScoped
class RenameTable {
    private static final String USERS = "SELECT id, nickname FROM users_model WHERE id = ANY (?)";

    private final DataSource database;

    @Inject
    RenameTable(@Pool(Pool.Of.CHATS) DataSource database) {
        this.database = database;
    }

    /** Of those who have taken another nickname. */
    ChangeTrail trail() {
        return new ChangeTrail(database, "renames");
    }

    /** Those of these users that there are, with the nicknames that they have now. */
    List<User> users(Collection<Long> ids) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(USERS)) {
            SqlArrays.set(select, 1, "int8", ids, id -> id);
            ResultSet row = select.executeQuery();
            List<User> users = new ArrayList<>();
            while (row.next()) {
                users.add(new User(row.getLong(1), row.getString(2)));
            }
            return users;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }
}
