package chats.run;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The one way in which tests wait for what must happen. */
public final class Patience {
    /** Far more than anything takes on a busy machine; a test that waits this long has failed. */
    public static final int SECONDS = 120;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private Patience() {}

    /** Asks repeatedly until the answer is not null. */
    public static <T> T await(Supplier<T> question, String what) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        T answer = question.get();
        while (answer == null) {
            if (System.nanoTime() > end) {
                throw new AssertionError("This did not happen: " + what);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            answer = question.get();
        }
        return answer;
    }

    public static <T> T await(CompletableFuture<T> future, String what) {
        try {
            return future.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("This did not happen: " + what, e);
        } catch (ExecutionException e) {
            throw new AssertionError("This failed: " + what, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks repeatedly until the condition is true. */
    public static void until(String what, BooleanSupplier condition) {
        if (!within(SECONDS, condition)) {
            throw new AssertionError("This did not happen: " + what);
        }
    }

    /** Whether the condition became true within that time. */
    public static boolean within(long seconds, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }

    /** Waits until that time, by {@link System#nanoTime}. */
    public static void untilTime(long nanoTime) {
        long left;
        while ((left = nanoTime - System.nanoTime()) > 0) {
            LockSupport.parkNanos(left);
        }
    }
}
