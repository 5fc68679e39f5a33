package chats.stories;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what must happen, and says what did not. */
final class Patience {
    private Patience() {}

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
