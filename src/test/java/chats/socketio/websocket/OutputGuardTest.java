package chats.socketio.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutputGuardTest {
    private final OutputGuard turn = new OutputGuard();
    private final AtomicInteger stopped = new AtomicInteger();

    @Test
    void whoEndsItWaitsForNobodyWhereNobodyWrites() throws IOException {
        turn.start();
        turn.stop();
        turn.end(stopped::incrementAndGet);
        assertEquals(0, stopped.get());
        assertThrows(IOException.class, turn::start);
    }

    @Test
    void aWriterMayEndItItself() throws IOException {
        turn.start();
        turn.end(stopped::incrementAndGet);
        assertEquals(0, stopped.get());
        turn.stop();
        assertThrows(IOException.class, turn::start);
    }

    @Test
    void anotherWriterIsStoppedFirst() throws Exception {
        turn.start();
        Thread ending = new Thread(() -> turn.end(stopped::incrementAndGet));
        ending.start();
        waits(ending);
        assertEquals(1, stopped.get());
        assertThrows(IOException.class, turn::start, "it is over for all others");
        assertTrue(ending.isAlive());
        turn.stop();
        ending.join();
    }

    private static void waits(Thread thread) {
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        });
    }
}
