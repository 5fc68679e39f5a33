package chats.transports;

import chats.admission.Budget;
import chats.socketio.engine.ByteReservation;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Bytes that are taken from a budget as a message grows.
 *
 * <p>Lock: this object guards its fields. The lock of the budget is taken inside it.
 */
final class BudgetReservation implements ByteReservation {
    private final LongFunction<Optional<Budget.Lease>> budget;
    private Optional<Budget.Lease> lease = Optional.empty();
    private long taken;
    private boolean closed;

    /** @param budget takes a number of bytes from the budget; empty if the budget is used up */
    BudgetReservation(LongFunction<Optional<Budget.Lease>> budget) {
        this.budget = budget;
    }

    @Override
    public synchronized boolean extendTo(long bytes) {
        long more = bytes - taken;
        if (closed || more <= 0) {
            return !closed;
        }
        if (lease.isPresent()) {
            if (!lease.get().add(more)) {
                return false;
            }
        } else {
            lease = budget.apply(more);
            if (lease.isEmpty()) {
                return false;
            }
        }
        taken = bytes;
        return true;
    }

    @Override
    public synchronized void close() {
        closed = true;
        lease.ifPresent(Budget.Lease::close);
    }
}
