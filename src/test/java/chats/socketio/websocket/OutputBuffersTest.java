package chats.socketio.websocket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Uses streams with the same fields as Open Liberty's. {@code IdleSocketMemoryIT} shows that Open Liberty really has
 * them.
 */
class OutputBuffersTest {
    public interface Buffer {
        void release();
    }

    static final class Lent implements Buffer {
        int releases;

        @Override
        public void release() {
            releases++;
        }
    }

    static final class Helper {
        private Buffer[] _output;
    }

    abstract static class Quiet extends ServletOutputStream {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}

        @Override
        public void write(int octet) {}
    }

    static final class Known extends Quiet {
        protected Helper _outHelper = new Helper();
    }

    static final class Unknown extends Quiet {}

    @Test
    void eachBufferIsGivenBackOnce() {
        Known stream = new Known();
        Lent first = new Lent();
        Lent third = new Lent();
        stream._outHelper._output = new Buffer[] {first, null, third, null};
        OutputBuffers.of(stream).giveBack(stream);
        OutputBuffers.of(stream).giveBack(stream);
        assertArrayEquals(new Buffer[4], stream._outHelper._output);
        assertEquals(2, Stream.of(first, third).mapToInt(lent -> lent.releases).sum());
    }

    @Test
    void aStreamThatHasBeenLentNothingIsLeftAlone() {
        Known stream = new Known();
        OutputBuffers.of(stream).giveBack(stream);
        assertEquals(null, stream._outHelper._output);
    }

    @Test
    void anotherContainersStreamIsLeftAlone() {
        Unknown stream = new Unknown();
        OutputBuffers.of(stream).giveBack(stream);
    }
}
