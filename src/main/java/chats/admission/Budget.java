package chats.admission;

import chats.net.Address;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of one resource may be held at a time, by each address and by all together. What is held is a {@link Lease}, given back when its
 * holder is done or is known by then. A limit of 0 is none. An address that holds nothing takes no memory.
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

    /** A part of the budget that somebody holds. Safe for all threads. */
    public final class Lease implements AutoCloseable {
        private final String group;
        private final AtomicLong amount;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Lease(String group, long amount) {
            this.group = group;
            this.amount = new AtomicLong(amount);
        }

        /** Takes more; false, and nothing is taken, if there is no room or the lease was given back. */
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

    /** A lease of so much; empty if the address or all together hold too much already. */
    public Optional<Lease> take(Address address, long amount) {
        return lease(address.group(), amount);
    }

    /** The same for a user, of a budget that is shared out among users. */
    public Optional<Lease> take(long userId, long amount) {
        return lease(Long.toString(userId), amount);
    }

    private Optional<Lease> lease(String group, long amount) {
        return take(group, amount) ? Optional.of(new Lease(group, amount)) : Optional.empty();
    }

    /** How much is held by all. */
    public long held() {
        return heldByAll.get();
    }

    /** How often there was no room, since the start. */
    public long refused() {
        return refused.get();
    }

    private boolean take(String group, long amount) {
        boolean isRoom = heldByAll.addAndGet(amount) <= total || total == 0;
        if (isRoom && takeOfAddress(group, amount)) {
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
