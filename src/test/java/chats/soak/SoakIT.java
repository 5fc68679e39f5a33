package chats.soak;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The soak at a third of its length. */
@Tag("long")
class SoakIT {
    private static final double MINUTES = 10;
    private static final int VISITS_A_SECOND = 8;

    @Test
    void memoryAndThreadsDoNotGrowWhilePeopleComeTalkAndGo() throws Exception {
        Trend trend = new Soak(MINUTES, VISITS_A_SECOND).run();
        assertTrue(trend.isFlat(), trend::toString);
    }
}
