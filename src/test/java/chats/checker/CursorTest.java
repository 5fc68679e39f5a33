package chats.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.checker.history.Position;
import org.junit.jupiter.api.Test;

class CursorTest {
    private final Cursor cursor = new Cursor();

    @Test
    void standsBelowTheFirstMessageThatIsMissing() {
        cursor.add(1);
        cursor.add(3);
        assertEquals(new Position(1, 0), cursor.position());
        cursor.add(2);
        assertEquals(new Position(3, 0), cursor.position());
    }

    @Test
    void standsAtTheHighestRev() {
        cursor.changed(4);
        cursor.changed(2);
        assertEquals(new Position(0, 4), cursor.position());
    }

    @Test
    void knowsTheChangesThatMessagesShowOnceItHasTheMessages() {
        cursor.join(new Position(2, 5));
        cursor.add(1);
        assertEquals(new Position(1, 0), cursor.position());
        cursor.add(2);
        assertEquals(new Position(2, 5), cursor.position());
    }

    @Test
    void standsAtTheEndOfAReplayAndAboveWhatIsKnownBeyond() {
        cursor.add(4);
        cursor.add(6);
        cursor.reach(new Position(3, 2));
        assertEquals(new Position(4, 2), cursor.position());
        cursor.add(5);
        assertEquals(new Position(6, 2), cursor.position());
    }
}
