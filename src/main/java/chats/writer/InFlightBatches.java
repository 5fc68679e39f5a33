package chats.writer;

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
 * The batches that this node is storing at present. Whoever reads the database, to fill gaps or for a replay, may find there
 * what this node has stored and is about to announce. The announcement knows the sending socket and skips it; so the
 * reader waits for the announcement before it delivers what it has read.
 */
@ApplicationScoped
public class InFlightBatches {
    /** Longer than a commit may take in the database. */
    private static final int MAX_WAIT_SECONDS = 12;

    private final Set<CompletableFuture<Void>> batches = ConcurrentHashMap.newKeySet(2);

    /** Registers a batch that is about to be stored. The writer passes the future to {@link #end}. */
    CompletableFuture<Void> begin() {
        CompletableFuture<Void> batch = new CompletableFuture<>();
        batches.add(batch);
        return batch;
    }

    /** Called once the batch's stored messages have been announced on this node. */
    void end(CompletableFuture<Void> batch) {
        batches.remove(batch);
        batch.complete(null);
    }

    /**
     * Waits until the batches that are being stored now have been announced here.
     *
     * @throws ChatsException {@code unavailable} if the database takes too long
     */
    public void await() {
        try {
            CompletableFuture.allOf(batches.toArray(CompletableFuture[]::new)).get(MAX_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (TimeoutException | ExecutionException e) {
            throw new ChatsException(ErrorCode.UNAVAILABLE);
        }
    }
}
