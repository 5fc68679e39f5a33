package chats.outbox;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** The cost of offering a frame to an outbox, with a wire that does nothing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OutboxBenchmark {
    private static final int MANY = 500;
    private static final int TOGETHER = 16;

    private final FakeWire.Word frame = new FakeWire.Word("m".repeat(200));
    private final Outbox<FakeWire.Word> one = outbox();
    private final List<Outbox<FakeWire.Word>> many =
            IntStream.range(0, MANY).mapToObj(i -> outbox()).toList();

    /** A frame that finds its connection idle and leaves at once. */
    @Benchmark
    public boolean alone() {
        return one.offer(frame);
    }

    /** The same by two threads at a time. */
    @Benchmark
    @Threads(2)
    public boolean contended() {
        return one.offer(frame);
    }

    /** Frames that wait and are written in one batch; the cost of each. */
    @Benchmark
    @OperationsPerInvocation(TOGETHER)
    public void batch() {
        one.hold();
        for (int i = 0; i < TOGETHER; i++) {
            one.offer(frame);
        }
        one.release();
    }

    /** One message to five hundred outboxes; the cost of each. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public void room(Blackhole hole) {
        for (Outbox<FakeWire.Word> each : many) {
            hole.consume(each.offer(frame));
        }
    }

    private static Outbox<FakeWire.Word> outbox() {
        return new Outbox<>(
                new Limits(Integer.MAX_VALUE, Long.MAX_VALUE),
                (batch, completion) -> completion.sent(),
                Runnable::run,
                new OutboxListener() {
                    @Override
                    public void overflowed() {
                        throw new IllegalStateException("nothing waits here");
                    }

                    @Override
                    public void failed(Throwable cause) {
                        throw new IllegalStateException(cause);
                    }
                });
    }
}
