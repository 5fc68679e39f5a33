package chats.marks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final long WINDOW = 1_000;

    private final Throttle<String, Integer> throttle = new Throttle<>(WINDOW, 3, Math::max);

    private Map<String, Integer> take(long now) {
        return throttle.take(10, now);
    }

    @Test
    void theFirstPassesAtOnceAndFurtherOnesTogetherWhenTheWindowIsOver() {
        throttle.add("a", 1, 0);
        assertEquals(Map.of("a", 1), take(0));
        throttle.add("a", 3, 10);
        throttle.add("a", 2, 20);
        assertFalse(throttle.isEmpty());
        assertEquals(Map.of(), take(999));
        assertEquals(Map.of("a", 3), take(1_000));
        assertTrue(throttle.isEmpty());
        throttle.add("a", 4, 1_500);
        assertEquals(Map.of(), take(1_500));
        assertEquals(Map.of("a", 4), take(2_000));
    }

    @Test
    void whatWasQuietForAWindowPassesAtOnceAgain() {
        throttle.add("a", 1, 0);
        take(0);
        throttle.add("a", 2, 1_000);
        assertEquals(Map.of("a", 2), take(1_000));
    }

    @Test
    void keysDoNotWaitForEachOther() {
        throttle.add("a", 1, 0);
        take(0);
        throttle.add("a", 2, 1);
        throttle.add("b", 5, 1);
        assertEquals(Map.of("b", 5), take(1));
        assertEquals(Map.of("a", 2), take(1_000));
    }

    @Test
    void whatIsNotTakenIsMerged() {
        throttle.add("a", 1, 0);
        throttle.add("a", 2, 0);
        throttle.add("b", 1, 0);
        assertEquals(Map.of("a", 2), throttle.take(1, 0));
        assertFalse(throttle.isEmpty());
        assertEquals(Map.of("b", 1), take(0));
    }

    @Test
    void allThatWaitsCanBeTakenAtOnce() {
        throttle.add("a", 1, 0);
        take(0);
        throttle.add("a", 2, 10);
        throttle.add("b", 3, 10);
        assertEquals(Map.of("a", 2, "b", 3), throttle.removeAll());
        assertTrue(throttle.isEmpty());
        throttle.add("a", 4, 20);
        assertEquals(Map.of(), take(20));
        assertEquals(Map.of("a", 4), take(1_000));
    }

    @Test
    void tooManyKeysAreRefusedUntilAWindowIsOver() {
        assertTrue(throttle.add("a", 1, 0));
        assertTrue(throttle.add("b", 1, 0));
        take(0);
        assertTrue(throttle.add("c", 1, 0));
        assertFalse(throttle.add("d", 1, 0));
        assertTrue(throttle.add("c", 2, 0));
        assertTrue(throttle.add("a", 2, 0));
        assertTrue(throttle.add("d", 1, 1_000));
    }
}
