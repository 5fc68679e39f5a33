package chats.errors;

import jakarta.transaction.SystemException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;

/** Distinguishes failures of a database that is unreachable, overloaded or too slow from failures of a statement. */
public final class DatabaseErrors {
    /**
     * Classes of SQLSTATE: connection, transaction rollback (deadlock), insufficient resources, operator intervention,
     * system error.
     */
    private static final Set<String> UNAVAILABLE = Set.of("08", "40", "53", "57", "58");

    /** Connection does not exist, connection failure, and "terminating connection due to administrator command". */
    private static final Set<String> CUT_OFF = Set.of("08003", "08006", "57P01");

    private static final String DEADLOCK_DETECTED = "40P01";

    private static final String UNIQUE_VIOLATION = "23505";

    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private DatabaseErrors() {}

    /** Whether the same call may succeed later, so that the answer is {@code unavailable}. Checks all causes. */
    public static boolean unavailable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ChatsException refusal) {
                return refusal.code() == ErrorCode.UNAVAILABLE;
            }
            if (cause instanceof SQLException e && isUnavailable(e) || cause instanceof SystemException) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the connection had been closed, so that the same call may succeed on a new one. False after a timeout.
     */
    public static boolean cutOff(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return false;
            }
        }
        return failure.getSQLState() != null && CUT_OFF.contains(failure.getSQLState());
    }

    /** Whether PostgreSQL ended the transaction because two waited for each other; nothing of it is stored. */
    public static boolean deadlocked(SQLException failure) {
        return DEADLOCK_DETECTED.equals(failure.getSQLState());
    }

    /** Whether a unique constraint was violated. Checks all causes. */
    public static boolean alreadyThere(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e && UNIQUE_VIOLATION.equals(e.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a row refers to one that is not there, so that it was not stored. */
    public static boolean isNotThere(SQLException failure) {
        return FOREIGN_KEY_VIOLATION.equals(failure.getSQLState());
    }

    private static boolean isUnavailable(SQLException e) {
        String state = e.getSQLState();
        return e instanceof SQLTransientException
                || e instanceof SQLRecoverableException
                || e instanceof SQLNonTransientConnectionException
                || state != null && state.length() == 5 && UNAVAILABLE.contains(state.substring(0, 2));
    }
}
