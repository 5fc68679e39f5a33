package chats.admission;

import chats.net.Address;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits how much of one resource may be held at a time, by each address (or each user) and by all together. A
 * {@link Lease} holds a part of it. The lease is given back when the work is done, or when the client has shown a valid
 * token. A limit of 0 means no limit. An address that holds nothing takes no memory. Thread-safe, without a lock of its
 * own.
 */
public final class Budget {
    private final long perAddress;
    private final long total;
    private final ConcurrentHashMap<String, Long> held = new ConcurrentHashMap<>();
    private final AtomicLong heldByAll = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    public Budget(long perAddress, long total) {
        this.perAddress = perAddress;
        this.total = total;
    }

    /** A part of the budget. Must be closed. Thread-safe. */
    public final class Lease implements AutoCloseable {
        private final String group;
        private final AtomicLong amount;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Lease(String group, long amount) {
            this.group = group;
            this.amount = new AtomicLong(amount);
        }

        /** Takes more. Returns false and takes nothing if the budget is used up or the lease is closed. */
        public boolean add(long more) {
            if (closed.get() || !take(group, more)) {
                return false;
            }
            amount.addAndGet(more);
            if (closed.get()) {
                giveBack();
                return false;
            }
            return true;
        }

        /** Gives everything back. Further calls do nothing. */
        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                giveBack();
            }
        }

        private void giveBack() {
            release(group, amount.getAndSet(0));
        }
    }

    /** Takes an amount; empty if the address, or all together, would hold too much. */
    public Optional<Lease> take(Address address, long amount) {
        return lease(address.group(), amount);
    }

    /** The same for a user. A budget is either for addresses or for users. */
    public Optional<Lease> take(long userId, long amount) {
        return lease(Long.toString(userId), amount);
    }

    private Optional<Lease> lease(String group, long amount) {
        return take(group, amount) ? Optional.of(new Lease(group, amount)) : Optional.empty();
    }

    /** How much all hold together. */
    public long held() {
        return heldByAll.get();
    }

    /** How often an amount was refused since the start. */
    public long refused() {
        return refused.get();
    }

    private boolean take(String group, long amount) {
        boolean isWithinTotal = heldByAll.addAndGet(amount) <= total || total == 0;
        if (isWithinTotal && takeOfAddress(group, amount)) {
            return true;
        }
        heldByAll.addAndGet(-amount);
        refused.incrementAndGet();
        return false;
    }

    private boolean takeOfAddress(String group, long amount) {
        boolean[] taken = new boolean[1];
        held.compute(group, (key, before) -> {
            long now = (before == null ? 0 : before) + amount;
            taken[0] = now <= perAddress || perAddress == 0;
            return taken[0] ? Long.valueOf(now) : before;
        });
        return taken[0];
    }

    private void release(String group, long amount) {
        if (amount > 0) {
            held.computeIfPresent(group, (key, before) -> before <= amount ? null : Long.valueOf(before - amount));
            heldByAll.addAndGet(-amount);
        }
    }
}
