package chats.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BucketTest {
    private static final long SECOND = 1_000_000_000L;

    private final Bucket bucket = new Bucket(10, 40, 0);

    @Test
    void aBurstPassesAndThenTheRate() {
        for (int i = 0; i < 40; i++) {
            assertEquals(Duration.ZERO, bucket.take(1, 0));
        }
        assertEquals(Duration.ofMillis(100), bucket.take(1, 0));
        assertEquals(Duration.ZERO, bucket.take(1, SECOND / 10));
        assertEquals(Duration.ofMillis(100), bucket.take(1, SECOND / 10));
    }

    @Test
    void whatIsRefusedCostsNothing() {
        bucket.take(40, 0);
        for (int i = 0; i < 1000; i++) {
            bucket.take(1, 0);
        }
        assertEquals(Duration.ZERO, bucket.take(10, SECOND));
    }

    @Test
    void isNeverMoreThanFull() {
        assertEquals(Duration.ZERO, bucket.take(40, 100 * SECOND));
        assertEquals(Duration.ofMillis(100), bucket.take(1, 100 * SECOND));
    }

    @Test
    void whatWasUsedAlreadyIsPaidLater() {
        assertEquals(Duration.ofSeconds(2), bucket.charge(60, 0));
        assertEquals(Duration.ofMillis(100), bucket.take(1, 2 * SECOND));
    }

    @Test
    void aPriceIsPaidEvenByMoreThanThereIsAndThenTheDebtIsWaitedFor() {
        bucket.take(39, 0);
        assertEquals(Duration.ZERO, bucket.spend(21, 0));
        assertEquals(Duration.ofMillis(2_100), bucket.spend(1, 0));
        assertEquals(Duration.ofMillis(2_100), bucket.take(1, 0));
        assertEquals(Duration.ofMillis(100), bucket.take(1, 2 * SECOND));
        assertEquals(Duration.ZERO, bucket.spend(1, 2 * SECOND), "nothing is owed any more");
    }
}
