package chats.marks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The marks of one user in one chat that wait for being stored: the highest seq, when the newest was set, and all who are to be answered. The
 * lock of the {@link Throttle} in which they wait guards it; whoever has taken it from there has it alone.
 */
final class MergedMarks {
    private record Waiting(CompletableFuture<ReadMark> future, long socket) {}

    private final List<Waiting> all = new ArrayList<>(1);
    private AskedMark highest;

    /** @param socket the id of the socket that asks */
    MergedMarks(AskedMark mark, CompletableFuture<ReadMark> future, long socket) {
        this.highest = mark;
        all.add(new Waiting(future, socket));
    }

    MergedMarks with(MergedMarks other) {
        highest = highest.with(other.highest);
        all.addAll(other.all);
        return this;
    }

    AskedMark highest() {
        return highest;
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
}
