package chats.database;

import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Reads a table of those of whom something has changed lately: {@code user_id}, and {@code at} by the database's clock. Triggers
 * write it, so that what other programs change is in it too. Each look finds those of whom something has changed since the look
 * before. Takes part in no transaction. Not thread-safe: one thread looks at a time.
 */
public final class ChangeTrail {
    /** How far each look overlaps the one before, since some transactions commit late. */
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    private static final String NOW = "SELECT timezone('utc', clock_timestamp())";

    private record Entry(long userId, Instant at) {}

    private final DataSource database;
    private final String since;

    /** What the looks have found within the overlap. */
    private final Map<Long, Instant> seen = new HashMap<>();

    private Instant newest;

    /** @param table its name, which comes from the code and not from a user */
    public ChangeTrail(DataSource database, String table) {
        this.database = database;
        this.since = "SELECT user_id, at FROM " + table + " WHERE at > ? ORDER BY at";
    }

    /**
     * Looks for what is new.
     *
     * @param then gets the users, the earliest first, if there are any. If it fails, the next look finds them again
     */
    public void look(Consumer<Set<Long>> then) {
        if (newest == null) {
            newest = now();
        }
        List<Entry> fresh = since(newest.minus(OVERLAP)).stream()
                .filter(entry -> !entry.at().equals(seen.get(entry.userId())))
                .toList();
        if (fresh.isEmpty()) {
            return;
        }
        Set<Long> users = new LinkedHashSet<>();
        fresh.forEach(entry -> users.add(entry.userId()));
        then.accept(users);
        for (Entry entry : fresh) {
            seen.put(entry.userId(), entry.at());
            newest = entry.at().isAfter(newest) ? entry.at() : newest;
        }
        Instant forgotten = newest.minus(OVERLAP);
        seen.values().removeIf(at -> at.isBefore(forgotten));
    }

    private Instant now() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(NOW);
                ResultSet row = select.executeQuery()) {
            row.next();
            return Utc.instant(row.getObject(1, LocalDateTime.class));
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    private List<Entry> since(Instant time) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(since)) {
            select.setObject(1, Utc.local(time));
            ResultSet row = select.executeQuery();
            List<Entry> entries = new ArrayList<>();
            while (row.next()) {
                entries.add(new Entry(row.getLong(1), Utc.instant(row.getObject(2, LocalDateTime.class))));
            }
            return entries;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }
}
