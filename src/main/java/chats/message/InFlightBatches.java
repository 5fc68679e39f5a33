package chats.message;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The batches that this node is storing right now. Whoever reads from the database what he has not heard yet may find there what
 * this very node has stored and is about to announce, with the socket that sent it: he waits for that first.
 */
@ApplicationScoped
public class InFlightBatches {
    /** Longer than the database may take for a commit. */
    private static final int PATIENCE_SECONDS = 12;

    private final Set<CompletableFuture<Void>> batches = ConcurrentHashMap.newKeySet(2);

    /** A batch is about to be stored; completed by {@link #end}. */
    CompletableFuture<Void> begin() {
        CompletableFuture<Void> batch = new CompletableFuture<>();
        batches.add(batch);
        return batch;
    }

    /** What was stored of it has been announced on this node. */
    void end(CompletableFuture<Void> batch) {
        batches.remove(batch);
        batch.complete(null);
    }

    /**
     * Waits until whatever this node has committed by now has been announced here.
     *
     * @throws ChatsException {@code unavailable} if the database takes too long
     */
    public void await() {
        try {
            CompletableFuture.allOf(batches.toArray(CompletableFuture[]::new)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (TimeoutException | ExecutionException e) {
            throw new ChatsException(ErrorCode.UNAVAILABLE);
        }
    }
}
