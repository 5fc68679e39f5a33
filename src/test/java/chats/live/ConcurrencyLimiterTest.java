package chats.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcurrencyLimiterTest {
    private final ConcurrencyLimiter limiter = new ConcurrencyLimiter(2);
    private final Queue<Runnable> inside = new ArrayDeque<>();
    private final List<Integer> done = new ArrayList<>();

    @Test
    void aFewAreInsideAndAllGetTheirTurnInOrder() {
        IntStream.range(0, 5).forEach(this::enter);
        assertEquals(2, inside.size());
        while (!inside.isEmpty()) {
            inside.remove().run();
            assertTrue(inside.size() <= 2);
        }
        assertEquals(List.of(0, 1, 2, 3, 4), done);
    }

    @Test
    void whoeverFailsLetsTheNextOneIn() {
        limiter.execute(
                () -> {
                    throw new IllegalStateException();
                },
                inside::add);
        IntStream.range(0, 3).forEach(this::enter);
        assertThrows(IllegalStateException.class, inside.remove()::run);
        while (!inside.isEmpty()) {
            inside.remove().run();
        }
        assertEquals(List.of(0, 1, 2), done);
    }

    @Test
    void anExecutorThatTakesNothingKeepsNoPlace() {
        for (int i = 0; i < 3; i++) {
            assertThrows(
                    RejectedExecutionException.class,
                    () -> limiter.execute(() -> done.add(-1), task -> {
                        throw new RejectedExecutionException();
                    }));
        }
        enter(7);
        assertEquals(1, inside.size());
    }

    private void enter(int number) {
        limiter.execute(() -> done.add(number), inside::add);
    }
}
