package chats;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Looks at how work grows with what is worked on, by the bytes that it allocates, which are the same on every machine, and by the
 * processor's time of its own thread: the least of several rounds, as a ratio, so that it does not matter how fast the machine is or
 * what else it does.
 */
public final class Growth {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int TIMES_THE_SIZE = 4;
    /** Linear work is 4 times as much, quadratic work 16 times. */
    private static final double TIMES_THE_WORK = 9;

    private static final int LEAST_ROUNDS = 6;
    /**
     * For how long what looks slow is tried again. Something else may disturb a round, and the compiler of the JVM comes
     * to one of the two first; while other tests run, that takes its time.
     */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private static final long LEAST_NANOS = 2_000_000;
    /** What buffers may take, which are made in steps and used again: so much for each unit of the size is never too much. */
    private static final int BYTES_OF_A_UNIT = 10;

    /** Done again and again, each time anew. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    private record Cost(double nanos, double bytes) {
        Cost least(Cost other) {
            return new Cost(Math.min(nanos, other.nanos), Math.min(bytes, other.bytes));
        }
    }

    private Growth() {}

    /**
     * Makes sure that four times the size is not much more than four times the work.
     *
     * @param size the smaller of the two
     * @param of makes the work on something of a size; what it does itself does not count
     */
    public static void assertLinear(String what, int size, IntFunction<Work> of) throws Exception {
        Work small = of.apply(size);
        Work big = of.apply(TIMES_THE_SIZE * size);
        Cost ofSmall = cost(small);
        Cost ofBig = cost(big);
        long end = System.nanoTime() + PATIENCE_NANOS;
        for (int round = 1; round < LEAST_ROUNDS || isSlow(ofSmall, ofBig) && System.nanoTime() < end; round++) {
            ofSmall = ofSmall.least(cost(small));
            ofBig = ofBig.least(cost(big));
        }
        double buffers = (double) BYTES_OF_A_UNIT * size;
        String found = "%s: %s for the small one, %s for one four times as big".formatted(what, ofSmall, ofBig);
        assertTrue(ofBig.bytes() < TIMES_THE_WORK * (ofSmall.bytes() + buffers), found);
        assertFalse(isSlow(ofSmall, ofBig), found);
    }

    private static boolean isSlow(Cost small, Cost big) {
        return big.nanos() >= TIMES_THE_WORK * small.nanos();
    }

    private static Cost cost(Work work) throws Exception {
        long thread = Thread.currentThread().getId();
        long bytes = THREADS.getThreadAllocatedBytes(thread);
        long start = THREADS.getCurrentThreadCpuTime();
        long nanos;
        int times = 0;
        do {
            work.run();
            times++;
            nanos = THREADS.getCurrentThreadCpuTime() - start;
        } while (nanos < LEAST_NANOS);
        return new Cost((double) nanos / times, (double) (THREADS.getThreadAllocatedBytes(thread) - bytes) / times);
    }
}
