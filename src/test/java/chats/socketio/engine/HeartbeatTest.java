package chats.socketio.engine;

import static chats.socketio.engine.Heartbeat.Beat.NOTHING;
import static chats.socketio.engine.Heartbeat.Beat.PING;
import static chats.socketio.engine.Heartbeat.Beat.TIMEOUT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private static final long MS = 1_000_000;

    private final Heartbeat heartbeat = new Heartbeat(300 * MS, 200 * MS, 0);

    @Test
    void thePongIsDueFromWhenThePingWasDue() {
        assertEquals(NOTHING, heartbeat.check(299 * MS));
        assertEquals(PING, heartbeat.check(320 * MS));
        assertEquals(NOTHING, heartbeat.check(499 * MS));
        assertFalse(heartbeat.isOver(499 * MS));
        assertTrue(heartbeat.isOver(500 * MS));
        assertEquals(TIMEOUT, heartbeat.check(500 * MS));
    }

    @Test
    void aPingThatLeftFarTooLateIsNotHeldAgainstTheClient() {
        assertEquals(PING, heartbeat.check(900 * MS));
        assertEquals(NOTHING, heartbeat.check(1_099 * MS));
        assertEquals(TIMEOUT, heartbeat.check(1_100 * MS));
    }

    @Test
    void aPongStartsTheNextInterval() {
        assertEquals(PING, heartbeat.check(300 * MS));
        heartbeat.pong(400 * MS);
        assertEquals(NOTHING, heartbeat.check(699 * MS));
        assertEquals(PING, heartbeat.check(700 * MS));
    }

    @Test
    void timeMayWrapAround() {
        long end = Long.MAX_VALUE - 100 * MS;
        Heartbeat late = new Heartbeat(300 * MS, 200 * MS, end);
        assertEquals(NOTHING, late.check(end + 299 * MS));
        assertEquals(PING, late.check(end + 300 * MS));
        assertEquals(TIMEOUT, late.check(end + 500 * MS));
    }
}
