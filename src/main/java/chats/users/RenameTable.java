package chats.users;

import chats.database.Pool;
import chats.database.SqlArrays;
import chats.database.Utc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/**
 * The table of those who have taken another nickname, and when, by the database's clock. A trigger writes it, so that
 * what other programs rename is in it too. Takes part in no transaction.
 */
@ApplicationScoped
class RenameTable {
    /** A user, and when he was last renamed. */
    record Rename(long userId, Instant at) {}

    private static final String NOW = "SELECT timezone('utc', clock_timestamp())";
    private static final String SINCE = "SELECT user_id, at FROM renames WHERE at > ? ORDER BY at";
    private static final String USERS = "SELECT id, nickname FROM users_model WHERE id = ANY (?)";

    private final DataSource database;

    @Inject
    RenameTable(@Pool(Pool.Of.CHATS) DataSource database) {
        this.database = database;
    }

    Instant now() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(NOW);
                ResultSet row = select.executeQuery()) {
            row.next();
            return Utc.instant(row.getObject(1, LocalDateTime.class));
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /** Those who were renamed after this time, the earliest first. */
    List<Rename> since(Instant time) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(SINCE)) {
            select.setObject(1, Utc.local(time));
            ResultSet row = select.executeQuery();
            List<Rename> renames = new ArrayList<>();
            while (row.next()) {
                renames.add(new Rename(row.getLong(1), Utc.instant(row.getObject(2, LocalDateTime.class))));
            }
            return renames;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
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
