package chats.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PricesTest {
    private static final int PER_SECOND = 500;
    private static final int AT_ONCE = 2_000;
    private static final long OF_200_000_USERS = 600L << 16;

    @Test
    void aChatOfTenIsFreeAndOneOfAThousandLeavesEnoughToEnterIt() {
        assertEquals(0, Prices.newChat(10));
        assertEquals(16, Prices.newChat(100));
        assertTrue(Prices.ids(1_000) + Prices.newChat(1_000) < AT_ONCE - 100);
    }

    @Test
    void fiftyChatsOfAThousandTakeMinutes() {
        int price = Prices.ids(1_000) + Prices.newChat(1_000);
        assertTrue((50 * price - AT_ONCE) / PER_SECOND > 150);
    }

    @Test
    void whatIsReadByThePageIsCheap() {
        assertEquals(0, Prices.messages(20));
        assertEquals(2, Prices.messages(50));
        assertEquals(8, Prices.messages(200));
        assertEquals(0, Prices.list(30));
        assertEquals(200, Prices.list(10_000));
        assertEquals(0, Prices.people(99));
        assertEquals(1_000, Prices.people(100_000), "a hundred chats of a thousand");
        assertEquals(0, Prices.ids(9));
        assertEquals(100, Prices.ids(1_000));
    }

    @Test
    void aSearchCostsWhatTheDatabaseDoesForIt() {
        assertEquals(10, Prices.search(Duration.ofNanos(900_000), OF_200_000_USERS));
        assertEquals(410, Prices.search(Duration.ofMillis(40), OF_200_000_USERS));
    }

    @Test
    void aSearchCostsNoMoreThanToLookAtEverybody() {
        assertEquals(610, Prices.search(Duration.ofSeconds(9), OF_200_000_USERS));
        assertEquals(10, Prices.search(Duration.ofSeconds(9), 8_192));
    }
}
