package chats.database;

import jakarta.persistence.PersistenceException;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Reads a table of users of whom something has changed, and when, and finds in each look those of whom something has changed since the
 * look before. Where triggers write the table, it has what other programs change, too. Takes part in no transaction. Not thread-safe:
 * one thread looks at a time.
 */
public final class ChangeTrail {
    private static final System.Logger LOG = System.getLogger(ChangeTrail.class.getName());

    /** Rows that are read and learned of at once. */
    public static final int MOST_AT_ONCE = 5_000;

    /** Takes what a look has found. */
    public interface Learner {
        /**
         * If it fails, the next look finds the users again.
         *
         * @param users the earliest first
         * @param isPart whether the look finds others too, which it tells before or after these
         */
        void learn(Set<Long> users, boolean isPart);
    }

    /**
     * How far each look goes back behind the time of the one before, since some transactions commit late, and the clocks of nodes differ.
     * So long what a user was called may be cached at most.
     */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    /** How many of the rows that were found are remembered. */
    private static final int MOST_SEEN = 20_000;

    private static final String NOW = "SELECT timezone('utc', clock_timestamp())";

    /** @param key the values of the key's columns, the user's id first */
    private record Entry(List<Long> key, Instant at) {
        long userId() {
            return key.get(0);
        }
    }

    private final DataSource database;
    private final String table;
    private final int columns;
    private final String after;

    /** What the looks have found within the overlap, at most {@link #MOST_SEEN}; the looks go back no further. */
    private final Map<List<Long>, Instant> seen = new LinkedHashMap<>();

    private Instant lookedAt;
    private Instant forgotten = Instant.EPOCH;

    /**
     * A table with one row for each user, {@code user_id}, and {@code at} by the database's clock.
     *
     * @param table its name, which comes from the code and not from a user
     */
    public ChangeTrail(DataSource database, String table) {
        this(database, table, "at", List.of("user_id"));
    }

    /**
     * Names come from the code and not from a user.
     *
     * @param at the column that says when
     * @param key the columns of a unique key, the user's id first
     */
    public ChangeTrail(DataSource database, String table, String at, List<String> key) {
        this.database = database;
        this.table = table;
        this.columns = key.size();
        String order = at + ", " + String.join(", ", key);
        String place = key.stream().map(column -> ", ?").collect(Collectors.joining());
        this.after = "SELECT " + order + " FROM " + table + " WHERE (" + order + ") > (?" + place + ") ORDER BY "
                + order + " LIMIT " + MOST_AT_ONCE;
    }

    /** Looks once a second. What could not be read is found by the next look. */
    public void lookEverySecond(ScheduledExecutorService executor, Learner then) {
        executor.scheduleWithFixedDelay(() -> lookOrTryAgain(then), 1, 1, TimeUnit.SECONDS);
    }

    private void lookOrTryAgain(Learner then) {
        try {
            look(then);
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "What has changed in " + table + " could not be read, trying again", e);
        }
    }

    /** Looks for what is new. If that is much, it tells it part by part. */
    public void look(Learner then) {
        Instant now = now();
        Instant late = (lookedAt == null ? now : lookedAt).minus(OVERLAP);
        Instant start = late.isAfter(forgotten) ? late : forgotten;
        seen.values().removeIf(at -> !at.isAfter(start));
        List<Entry> part = after(new Entry(Collections.nCopies(columns, Long.MAX_VALUE), start));
        List<Entry> fresh = unseen(part);
        boolean isPart = false;
        while (part.size() == MOST_AT_ONCE) {
            part = after(part.get(part.size() - 1));
            List<Entry> further = unseen(part);
            if (!fresh.isEmpty() && !further.isEmpty()) {
                isPart = true;
                learn(fresh, true, then);
                fresh = further;
            } else if (fresh.isEmpty()) {
                fresh = further;
            }
        }
        if (!fresh.isEmpty()) {
            learn(fresh, isPart, then);
        }
        lookedAt = now;
    }

    private List<Entry> unseen(List<Entry> part) {
        return part.stream()
                .filter(entry -> !entry.at().equals(seen.get(entry.key())))
                .toList();
    }

    private void learn(List<Entry> fresh, boolean isPart, Learner then) {
        Set<Long> users = new LinkedHashSet<>();
        fresh.forEach(entry -> users.add(entry.userId()));
        then.learn(users, isPart);
        fresh.forEach(this::remember);
    }

    private void remember(Entry entry) {
        seen.remove(entry.key());
        seen.put(entry.key(), entry.at());
        if (seen.size() > MOST_SEEN) {
            Iterator<Instant> all = seen.values().iterator();
            Instant first = all.next();
            forgotten = first.isAfter(forgotten) ? first : forgotten;
            all.remove();
        }
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

    private List<Entry> after(Entry last) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(after)) {
            select.setObject(1, Utc.local(last.at()));
            for (int column = 0; column < columns; column++) {
                select.setLong(column + 2, last.key().get(column));
            }
            ResultSet row = select.executeQuery();
            List<Entry> entries = new ArrayList<>();
            while (row.next()) {
                List<Long> key = new ArrayList<>(columns);
                for (int column = 0; column < columns; column++) {
                    key.add(row.getLong(column + 2));
                }
                entries.add(new Entry(key, Utc.instant(row.getObject(1, LocalDateTime.class))));
            }
            return entries;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }
}
