package chats;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
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

    private static final int ROUNDS = 6;
    private static final long LEAST_NANOS = 2_000_000;
    /** What does not depend on the size: it must not hide what does, nor be taken for it. */
    private static final long BYTES_IN_ANY_CASE = 2_000;

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
        for (int round = 1; round < ROUNDS; round++) {
            ofSmall = ofSmall.least(cost(small));
            ofBig = ofBig.least(cost(big));
        }
        assertLinear(what + ", bytes", ofSmall.bytes() + BYTES_IN_ANY_CASE, ofBig.bytes());
        assertLinear(what + ", nanoseconds", ofSmall.nanos(), ofBig.nanos());
    }

    private static void assertLinear(String what, double small, double big) {
        assertTrue(
                big < TIMES_THE_WORK * small,
                () -> "%s: %.0f for the small one, %.0f for one four times as big".formatted(what, small, big));
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
