package chats.socketio.websocket;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** The cost of a WebSocket frame: of decoding a masked one, as browsers send it, and of encoding one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FramesBenchmark {
    private static final int FRAMES = 16;
    private static final int BIGGEST = 65_536;

    /** Characters of the message. */
    @Param({"150", "4000"})
    public int size;

    private String text;
    private byte[] sixteen;
    private FrameDecoder decoder;

    @Setup
    public void write(Blackhole hole) {
        text = "m".repeat(size);
        byte[][] frames = new byte[FRAMES][];
        java.util.Arrays.setAll(frames, i -> ClientFrames.text(text));
        sixteen = ClientFrames.join(frames);
        decoder = new FrameDecoder(BIGGEST, new Swallow(hole));
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public void decode() throws ProtocolViolation {
        decoder.feed(sixteen, 0, sixteen.length);
    }

    @Benchmark
    public byte[] encode() {
        return Frames.text(text);
    }

    private record Swallow(Blackhole hole) implements MessageListener {
        @Override
        public void onText(String text) {
            hole.consume(text);
        }

        @Override
        public void onBinary(byte[] data) {
            hole.consume(data);
        }

        @Override
        public void onPing(byte[] payload) {
            hole.consume(payload);
        }

        @Override
        public void onClose(int code) {
            hole.consume(code);
        }
    }
}
