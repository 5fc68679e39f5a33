package chats.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ReplayQueueTest {
    private final ReplayQueue queue = new ReplayQueue();

    /** A replay whose client still waits for it, or has left the chat. */
    private static final class Wanted implements Replay {
        private boolean over;

        @Override
        public OptionalInt next() {
            return OptionalInt.empty();
        }

        @Override
        public boolean isOver() {
            return over;
        }
    }

    @Test
    void replaysComeOneAfterTheOther() {
        Replay first = new Wanted();
        Replay second = new Wanted();
        assertTrue(queue.add(List.of(first)), "nobody is at work yet");
        assertFalse(queue.add(List.of(second)));
        assertEquals(Optional.of(first), queue.current());
        queue.finished(first);
        assertEquals(Optional.of(second), queue.current());
        queue.finished(second);
        assertEquals(Optional.empty(), queue.current());
        assertTrue(queue.add(List.of(first)), "and it starts anew");
    }

    @Test
    void askingAgainAndAgainDoesNotFillIt() {
        for (int again = 0; again < 1_000; again++) {
            Wanted one = new Wanted();
            Wanted other = new Wanted();
            queue.add(List.of(one, other));
            one.over = true;
            other.over = true;
        }
        assertEquals(2, queue.size());
    }

    @Test
    void oneThatIsForgottenWhileAtWorkTakesNoOtherWithIt() {
        Wanted atWork = new Wanted();
        Replay next = new Wanted();
        queue.add(List.of(atWork));
        atWork.over = true;
        assertFalse(queue.add(List.of(next)), "whoever is at work goes on");
        queue.finished(atWork);
        assertEquals(Optional.of(next), queue.current());
    }

    @Test
    void nothingIsQueuedForWhoeverIsGone() {
        queue.add(List.of(new Wanted()));
        queue.clear();
        assertFalse(queue.add(List.of(new Wanted())));
        assertEquals(Optional.empty(), queue.current());
    }
}
