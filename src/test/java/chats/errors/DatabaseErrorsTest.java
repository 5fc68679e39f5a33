package chats.errors;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseErrorsTest {
    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "57P01", "57014", "53100", "40P01"})
    void aDatabaseThatIsAwayFullOrTooSlowIsUnavailable(String state) {
        assertTrue(DatabaseErrors.unavailable(new IllegalStateException(new SQLException("no", state))));
    }

    @Test
    void aPoolWithoutAFreeConnectionIsUnavailable() {
        assertTrue(DatabaseErrors.unavailable(new SQLTransientConnectionException("timed out")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42601", "22021"})
    void aWrongStatementIsNot(String state) {
        assertFalse(DatabaseErrors.unavailable(new SQLException("no", state)));
    }

    @Test
    void aConnectionThatIsCutOffIsNotOneThatWasWaitedForInVain() {
        assertTrue(DatabaseErrors.cutOff(new SQLException("terminating connection", "57P01")));
        assertTrue(DatabaseErrors.cutOff(new SQLException("I/O error", "08006", new EOFException())));
        assertFalse(DatabaseErrors.cutOff(new SQLException("I/O error", "08006", new SocketTimeoutException())));
        assertFalse(DatabaseErrors.cutOff(new SQLException("refused", "08001")));
        assertFalse(DatabaseErrors.cutOff(new SQLException("unknown")));
    }

    @Test
    void knowsARowThatIsAlreadyThere() {
        assertTrue(DatabaseErrors.alreadyThere(new IllegalStateException(new SQLException("no", "23505"))));
        assertFalse(DatabaseErrors.alreadyThere(new SQLException("no", "23503")));
    }
}
