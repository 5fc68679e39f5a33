package chats.schema;

import java.sql.SQLException;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Turns a failure into one sentence: why the database cannot be used, and which setting to check. */
final class DatabaseFault {
    private DatabaseFault() {}

    static String sentence(Throwable failure) {
        if (failure instanceof FlywayValidateException) {
            return "The tables of the database at DB_URL were made by another version of Chats";
        }
        if (failure instanceof UnusableDatabase) {
            return failure.getMessage();
        }
        Throwable cause = failure;
        for (Throwable next = failure; next != null; next = next.getCause()) {
            cause = next;
            if (next instanceof SQLException sql && sql.getSQLState() != null) {
                return sentence(sql.getSQLState(), firstLine(sql));
            }
        }
        return "The database cannot be used, check DB_URL: " + firstLine(cause);
    }

    private static String sentence(String state, String detail) {
        return switch (state) {
            case "28P01", "28000" -> "DB_USER or DB_PASSWORD is refused by the database: " + detail;
            case "3D000" -> "DB_URL names a database that does not exist: " + detail;
            case "42501" -> "DB_USER may not create or alter the tables: " + detail;
            case "55P03" -> "Another program holds on to the tables of the database at DB_URL: " + detail;
            case "53300" -> "The database has no connection left, check DB_POOL_SIZE: " + detail;
            default ->
                state.startsWith("08") || state.startsWith("57P")
                        ? "The database at DB_URL cannot be reached: " + detail
                        : "The tables cannot be brought up to date (SQL state " + state + "): " + detail;
        };
    }

    /** The driver's message, without what the container's data source appends. */
    private static String firstLine(Throwable cause) {
        String line = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return line.replaceFirst(" DSRA0010E:.*", "").replaceFirst("\\.$", "");
    }
}
