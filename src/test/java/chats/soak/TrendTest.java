package chats.soak;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {
    private static final int SAMPLES = 40;

    @Test
    void whatIsTheSameAllAlongIsFlat() {
        assertTrue(trend(sample -> 100, sample -> 90 + sample % 3).isFlat());
    }

    @Test
    void whatFillsUpInTheFirstQuarterIsFlat() {
        assertTrue(trend(sample -> Math.min(40 + sample * 10, 140), sample -> 90)
                .isFlat());
    }

    @Test
    void aHeapThatGrowsAndGrowsIsNot() {
        assertFalse(trend(sample -> 100 + sample, sample -> 90).isFlat());
    }

    @Test
    void threadsThatAreLeftBehindAreNot() {
        assertFalse(trend(sample -> 100, sample -> 90 + sample).isFlat());
    }

    private static Trend trend(IntUnaryOperator megabytes, IntUnaryOperator threads) {
        return Trend.of(IntStream.range(0, SAMPLES)
                .mapToObj(sample ->
                        new Vitals((long) megabytes.applyAsInt(sample) << 20, 0, threads.applyAsInt(sample), 0, 0))
                .toList());
    }
}
