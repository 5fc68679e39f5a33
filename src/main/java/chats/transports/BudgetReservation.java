package chats.transports;

import chats.admission.Budget;
import chats.socketio.engine.ByteReservation;
import java.util.Optional;
import java.util.function.LongFunction;

/** Room that is taken from a budget, as much as is needed and when it is. */
final class BudgetReservation implements ByteReservation {
    private final LongFunction<Optional<Budget.Lease>> budget;
    private Optional<Budget.Lease> lease = Optional.empty();
    private long taken;
    private boolean closed;

    /** @param budget takes so many bytes */
    BudgetReservation(LongFunction<Optional<Budget.Lease>> budget) {
        this.budget = budget;
    }

    @Override
    public synchronized boolean fits(long bytes) {
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
