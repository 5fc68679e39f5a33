package chats.doors;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageBoundTest {
    private final MessageBound bound = new MessageBound();
    private final Kept kept = new Kept();

    @Test
    void aMessageMayBeAsLongAsAllowedOverAllFragments() {
        kept.finished(MessageSize.MAX_BYTES - 1, 8);
        assertFalse(bound.isExceeded(kept));
        kept.begins(1, 1);
        assertFalse(bound.isExceeded(kept));
        kept.begins(2, 1);
        assertTrue(bound.isExceeded(kept));
    }

    @Test
    void anUnfragmentedMessageIsMeasuredByItsHead() {
        kept.begins(MessageSize.MAX_BYTES, 1);
        assertFalse(bound.isExceeded(kept));
        kept.begins(MessageSize.MAX_BYTES + 1L, 1);
        assertTrue(bound.isExceeded(kept));
        kept.begins(Long.MAX_VALUE, 1);
        assertTrue(bound.isExceeded(kept));
    }

    @Test
    void fragmentsAreCounted() {
        for (int i = 0; i < MessageBound.MAX_FRAGMENTS; i++) {
            kept.finished(0, 1);
            assertFalse(bound.isExceeded(kept));
        }
        kept.finished(0, 1);
        assertTrue(bound.isExceeded(kept));
    }

    @Test
    void aFrameMayComeInSoManyPieces() {
        kept.finished(1, 1);
        kept.begins(MessageSize.MAX_BYTES - 1, MessageBound.MAX_BUFFERS - 1);
        assertFalse(bound.isExceeded(kept));
        kept.begins(MessageSize.MAX_BYTES - 1, MessageBound.MAX_BUFFERS);
        assertTrue(bound.isExceeded(kept));
    }

    @Test
    void theNextMessageBeginsAnew() {
        for (int i = 0; i < 3; i++) {
            kept.clear();
            assertFalse(bound.isExceeded(kept));
            kept.finished(MessageSize.MAX_BYTES, MessageBound.MAX_BUFFERS);
            assertFalse(bound.isExceeded(kept));
        }
    }

    @Test
    void lengthsDoNotOverflow() {
        kept.finished(Long.MAX_VALUE, 1);
        kept.finished(Long.MAX_VALUE, 1);
        assertTrue(bound.isExceeded(kept));
    }

    @Test
    void aNegativeLengthIsTooMuch() {
        kept.begins(-14, 1);
        assertTrue(bound.isExceeded(kept));
        kept.begins(0, 0);
        kept.finished(-14, 1);
        assertTrue(bound.isExceeded(kept));
    }

    private static final class Kept implements UnfinishedMessage {
        private final List<long[]> fragments = new ArrayList<>();
        private long payload;
        private int buffers;

        void finished(long bytes, int pieces) {
            fragments.add(new long[] {bytes, pieces});
        }

        void begins(long bytes, int pieces) {
            payload = bytes;
            buffers = pieces;
        }

        void clear() {
            fragments.clear();
            begins(0, 0);
        }

        @Override
        public int fragments() {
            return fragments.size();
        }

        @Override
        public long payload(int fragment) {
            return fragments.get(fragment)[0];
        }

        @Override
        public int buffers(int fragment) {
            return (int) fragments.get(fragment)[1];
        }

        @Override
        public long payloadBegun() {
            return payload;
        }

        @Override
        public int buffersBegun() {
            return buffers;
        }
    }
}
