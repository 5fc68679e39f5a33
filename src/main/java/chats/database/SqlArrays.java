package chats.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Function;

/** Parameters of statements that do many rows at once, by {@code unnest}: one array for each column. */
public final class SqlArrays {
    private SqlArrays() {}

    /** @param type the PostgreSQL type of the elements */
    public static <T> void set(
            PreparedStatement statement, int index, String type, Collection<T> rows, Function<T, Object> value)
            throws SQLException {
        statement.setArray(
                index,
                statement
                        .getConnection()
                        .createArrayOf(type, rows.stream().map(value).toArray()));
    }

    /** The same for bytes; an element may be null. */
    public static <T> void setBytes(
            PreparedStatement statement, int index, Collection<T> rows, Function<T, byte[]> value) throws SQLException {
        statement.setArray(
                index,
                statement
                        .getConnection()
                        .createArrayOf("bytea", rows.stream().map(value).toArray(byte[][]::new)));
    }
}
