package chats.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** With threads that only run when the test says so, and a clock that only tasks move. */
class FairExecutorTest {
    private static final Duration WORK = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Deque<Runnable> threads = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private long now;
    private final FairExecutor executor = new FairExecutor(threads::add, 1, LONGEST, WORK, () -> now);

    @Test
    void aFloodFromOneAddressDelaysAnotherByOneWork() {
        for (int i = 0; i < 10; i++) {
            submit("flood", "flood" + i);
        }
        submit("alice", "alice");
        submit("bob", "bob");
        run();

        assertEquals(List.of("flood0", "alice", "bob", "flood1"), done.subList(0, 4));
        assertEquals(12, done.size());
    }

    @Test
    void oneThatComesWhileAnotherIsDoneIsNext() {
        executor.submit("flood", () -> {
            submit("alice", "alice");
            return work("flood0");
        });
        submit("flood", "flood1");
        submit("flood", "flood2");
        run();

        assertEquals(List.of("flood0", "flood1", "alice", "flood2"), done);
    }

    @Test
    void whatWouldWaitTooLongIsRefusedAtOnce() {
        // one task runs, and twenty of 100 ms each wait
        for (int i = 0; i < 21; i++) {
            submit("flood", "flood" + i);
        }
        assertThrows(ChatsException.class, () -> executor.requireRoom("flood"));
        executor.requireRoom("alice");
        ChatsException refusal = assertThrows(ChatsException.class, () -> submit("flood", "one more"));

        assertEquals(ErrorCode.RATE_LIMITED, refusal.code());
        assertTrue(refusal.retryAfter().orElseThrow().compareTo(Duration.ofSeconds(1)) >= 0);
        submit("alice", "alice");
        run();
        assertEquals("alice", done.get(1));
    }

    @Test
    void theWaitIsJudgedByHowLongWorkTookLately() {
        for (int i = 0; i < 40; i++) {
            executor.submit("slow", () -> {
                now += Duration.ofMillis(500).toNanos();
                return "slow";
            });
            run();
        }
        for (int i = 0; i < 5; i++) {
            submit("flood", "flood" + i);
        }

        assertThrows(ChatsException.class, () -> submit("flood", "a sixth, behind five of 500 ms"));
    }

    @Test
    void moreWorkersMoreRoom() {
        FairExecutor four = new FairExecutor(threads::add, 4, LONGEST, WORK, () -> now);
        for (int i = 0; i < 81; i++) {
            four.submit("flood", () -> "done");
        }

        assertEquals(4, threads.size());
        assertThrows(ChatsException.class, () -> four.submit("flood", () -> "one more"));
    }

    @Test
    void whatHasWaitedTooLongIsNotDone() {
        CompletableFuture<String> stalls = executor.submit("a", () -> {
            now += Duration.ofSeconds(3).toNanos();
            return "stalls";
        });
        CompletableFuture<String> late = submit("b", "late");
        run();

        assertEquals("stalls", stalls.join());
        assertEquals(List.of(), done);
        CompletionException failure = assertThrows(CompletionException.class, late::join);
        assertEquals(ErrorCode.RATE_LIMITED, ((ChatsException) failure.getCause()).code());
    }

    @Test
    void aStallIsForgottenOnceWorkIsQuickAgain() {
        executor.submit("a", () -> {
            now += Duration.ofMinutes(1).toNanos();
            return "stalls";
        });
        run();
        for (int i = 0; i < 100; i++) {
            submit("alice", "alice");
            run();
        }
        submit("flood", "flood0");
        submit("flood", "flood1");
        submit("flood", "flood2");
        run();

        assertEquals(103, done.size());
    }

    @Test
    void workThatFailsHarmsNobodyElse() {
        CompletableFuture<String> fails = executor.submit("a", () -> {
            throw new IllegalStateException("on purpose");
        });
        submit("b", "b1");
        run();

        assertThrows(CompletionException.class, fails::join);
        assertEquals(List.of("b1"), done);
        submit("b", "b2");
        run();
        assertEquals(List.of("b1", "b2"), done);
    }

    @Test
    void withoutThreadsItIsUnavailable() {
        FairExecutor stopped = new FairExecutor(
                work -> {
                    throw new RejectedExecutionException();
                },
                1,
                LONGEST,
                WORK);

        ChatsException refusal = assertThrows(ChatsException.class, () -> stopped.submit("a", () -> "a"));
        assertEquals(ErrorCode.UNAVAILABLE, refusal.code());
    }

    private CompletableFuture<String> submit(String key, String name) {
        return executor.submit(key, () -> work(name));
    }

    private String work(String name) {
        now += WORK.toNanos();
        done.add(name);
        return name;
    }

    private void run() {
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
    }
}
