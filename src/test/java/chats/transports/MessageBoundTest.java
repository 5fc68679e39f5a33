package chats.transports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.admission.Budget;
import chats.live.Closing;
import chats.socketio.engine.ByteReservation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageBoundTest {
    private final Budget budget = new Budget(5 * MessageBound.BYTES_OF_A_READ, 0);
    private final MessageBound limited = new MessageBound(() -> new BudgetReservation(bytes -> budget.take(1, bytes)));
    private final MessageBound bound = new MessageBound(() -> ByteReservation.UNBOUNDED);
    private final Kept kept = new Kept();

    @Test
    void aMessageMayBeAsLongAsAllowedOverAllFragments() {
        kept.finished(MessageSize.MAX_BYTES - 1);
        assertNull(bound.violation(kept));
        kept.begins(1);
        assertNull(bound.violation(kept));
        kept.begins(2);
        assertEquals(Closing.TOO_BIG, bound.violation(kept));
    }

    @Test
    void anUnfragmentedMessageIsMeasuredByItsHead() {
        kept.begins(MessageSize.MAX_BYTES);
        assertNull(bound.violation(kept));
        kept.begins(MessageSize.MAX_BYTES + 1L);
        assertEquals(Closing.TOO_BIG, bound.violation(kept));
        kept.begins(Long.MAX_VALUE);
        assertEquals(Closing.TOO_BIG, bound.violation(kept));
    }

    @Test
    void fragmentsAreCounted() {
        for (int i = 0; i < MessageBound.MAX_FRAGMENTS; i++) {
            kept.finished(0);
            assertNull(bound.violation(kept));
        }
        kept.finished(0);
        assertEquals(Closing.TOO_BIG, bound.violation(kept));
    }

    @Test
    void aMessageMayComeInSoManyReads() {
        kept.begins(MessageSize.MAX_BYTES);
        for (int i = 0; i < MessageBound.MAX_READS; i++) {
            bound.read();
            assertNull(bound.violation(kept));
        }
        bound.read();
        assertEquals(Closing.TOO_BIG, bound.violation(kept));
    }

    @Test
    void theNextMessageBeginsAnew() {
        for (int i = 0; i < 3; i++) {
            kept.clear();
            assertNull(bound.violation(kept));
            kept.finished(MessageSize.MAX_BYTES);
            for (int k = 0; k < MessageBound.MAX_READS; k++) {
                bound.read();
            }
            assertNull(bound.violation(kept));
        }
    }

    @Test
    void aMessageOfManyReadsTakesFromTheBudget() {
        kept.begins(100);
        for (int i = 0; i < 5; i++) {
            limited.read();
            assertNull(limited.violation(kept));
        }
        assertEquals(5 * MessageBound.BYTES_OF_A_READ, budget.held());
        limited.read();
        assertEquals(Closing.NO_ROOM, limited.violation(kept), "the budget has no bytes for a sixth read");
        kept.clear();
        limited.violation(kept);
        assertEquals(0, budget.held());
    }

    @Test
    void theBudgetIsGivenBackWhenTheSocketCloses() {
        kept.begins(100);
        for (int i = 0; i < 4; i++) {
            limited.read();
            limited.violation(kept);
        }
        limited.close();
        assertEquals(0, budget.held());
        limited.read();
        assertEquals(Closing.NO_ROOM, limited.violation(kept));
        assertEquals(0, budget.held());
    }

    @Test
    void framesThatAreNoMessagesAreAFlood() {
        Closing violation = null;
        int frames = 0;
        while (violation == null && frames < 2 * FrameFloodGuard.MOST) {
            violation = bound.violation(kept);
            frames++;
        }
        assertEquals(Closing.FLOODING, violation);
        assertTrue(frames > FrameFloodGuard.MOST, "the longest message in its smallest pieces");
    }

    @Test
    void lengthsDoNotOverflow() {
        kept.finished(Long.MAX_VALUE);
        kept.finished(Long.MAX_VALUE);
        assertEquals(Closing.TOO_BIG, bound.violation(kept));
    }

    @Test
    void aNegativeLengthIsTooMuch() {
        kept.begins(-14);
        assertEquals(Closing.TOO_BIG, bound.violation(kept));
        kept.begins(0);
        kept.finished(-14);
        assertEquals(Closing.TOO_BIG, bound.violation(kept));
    }

    private static final class Kept implements UnfinishedMessage {
        private final List<Long> fragments = new ArrayList<>();
        private long payload;
        private boolean begun;

        void finished(long bytes) {
            fragments.add(bytes);
        }

        void begins(long bytes) {
            payload = bytes;
            begun = true;
        }

        void clear() {
            fragments.clear();
            payload = 0;
            begun = false;
        }

        @Override
        public int fragments() {
            return fragments.size();
        }

        @Override
        public long payload(int fragment) {
            return fragments.get(fragment);
        }

        @Override
        public long payloadBegun() {
            return payload;
        }

        @Override
        public boolean hasBegun() {
            return begun;
        }

        @Override
        public void release() {
            clear();
        }
    }
}
