package chats.marks;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The marks of one user in one chat that wait for being stored: the highest, and all who are to be answered. The lock of the {@link Throttle} in
 * which they wait guards it; whoever has taken it from there has it alone.
 */
final class MergedMarks {
    /** So long the database may take for a statement, and a little more. */
    static final int MOST_SECONDS = 12;

    private record Waiting(CompletableFuture<ReadMark> future, long socket) {}

    private final List<Waiting> all = new ArrayList<>(1);
    private long seq;

    /** @param socket the id of the socket that asks */
    MergedMarks(long seq, CompletableFuture<ReadMark> future, long socket) {
        this.seq = seq;
        all.add(new Waiting(future, socket));
    }

    MergedMarks with(MergedMarks other) {
        seq = Math.max(seq, other.seq);
        all.addAll(other.all);
        return this;
    }

    /** The highest. */
    long seq() {
        return seq;
    }

    /** How many are to be answered. */
    int size() {
        return all.size();
    }

    Set<Long> sockets() {
        return all.stream().map(Waiting::socket).collect(Collectors.toSet());
    }

    void answer(Consumer<CompletableFuture<ReadMark>> how) {
        all.forEach(each -> how.accept(each.future()));
    }

    /**
     * Waits until all are answered.
     *
     * @throws ChatsException {@code unavailable}
     */
    void await() {
        try {
            all.get(all.size() - 1).future().handle((answer, refusal) -> answer).get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChatsException(ErrorCode.UNAVAILABLE);
        } catch (ExecutionException | TimeoutException e) {
            throw new ChatsException(ErrorCode.UNAVAILABLE);
        }
    }
}
