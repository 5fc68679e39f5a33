package chats.stories;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what must happen, and says what did not. */
final class Patience {
    private Patience() {}

    /** Looks again and again until there is an answer other than null. */
    static <T> T await(Supplier<T> question, String what) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Inbox.PATIENCE_SECONDS);
        T answer = question.get();
        while (answer == null) {
            if (System.nanoTime() > end) {
                throw new AssertionError("This did not happen: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            answer = question.get();
        }
        return answer;
    }

    static <T> T await(CompletableFuture<T> future, String what) {
        try {
            return future.get(Inbox.PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("This did not happen: " + what, e);
        } catch (ExecutionException e) {
            throw new AssertionError("This failed: " + what, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
