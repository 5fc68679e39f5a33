package chats.soak;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The second quarter of a soak beside its last one; in the first everything is still filling up.
 *
 * @param heap the median of each, and likewise {@code threads}
 */
record Trend(Change heap, Change threads) {
    /** Whatever is collected at the moment of a look. */
    private static final double TOLERANCE = 1.10;

    private static final double HEAP_SLACK = 4 << 20;
    private static final double THREADS_SLACK = 4;

    record Change(double before, double after) {
        boolean isWithin(double slack) {
            return after <= before * TOLERANCE + slack;
        }
    }

    static Trend of(List<Vitals> samples) {
        int quarter = samples.size() / 4;
        List<Vitals> second = samples.subList(quarter, 2 * quarter);
        List<Vitals> last = samples.subList(samples.size() - quarter, samples.size());
        return new Trend(change(second, last, Vitals::heap), change(second, last, Vitals::threads));
    }

    /** Whether neither has grown beyond what chance explains. */
    boolean isFlat() {
        return heap.isWithin(HEAP_SLACK) && threads.isWithin(THREADS_SLACK);
    }

    @Override
    public String toString() {
        return "heap %.1f MB in the second quarter, %.1f MB in the last; threads %.1f, %.1f: %s"
                .formatted(
                        heap.before() / (1 << 20),
                        heap.after() / (1 << 20),
                        threads.before(),
                        threads.after(),
                        isFlat() ? "flat" : "GROWING");
    }

    private static Change change(List<Vitals> before, List<Vitals> after, ToLongFunction<Vitals> of) {
        return new Change(median(before, of), median(after, of));
    }

    /** Rather than the mean, which one password that is being hashed at the moment of a look would move by its 20 MB. */
    private static double median(List<Vitals> samples, ToLongFunction<Vitals> of) {
        long[] sorted = samples.stream().mapToLong(of).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
