package chats.doors;

import chats.admission.Budget;
import chats.admission.Budgets;
import chats.errors.ChatsException;
import chats.limits.UserBudgets;
import chats.net.Address;
import chats.socketio.engine.Room;
import chats.socketio.engine.SessionLease;
import java.time.Duration;
import java.util.Optional;

/**
 * What a Socket.IO session takes: of its address as long as nobody knows whose it is, of its user from then on. As an open socket of
 * {@value ChatsNamespace#NAME} it is counted elsewhere.
 */
final class SocketIoLease implements SessionLease {
    /** Nobody knows when a session will end; a client shall ask again, but not at once. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Budgets guests;
    private final UserBudgets users;
    private final Address address;
    private final Room head;
    private Optional<Long> owner;
    private Optional<Budget.Lease> seat = Optional.empty();
    private boolean isRated;
    private boolean closed;

    private SocketIoLease(Budgets guests, UserBudgets users, Address address, Optional<Long> owner) {
        this.guests = guests;
        this.users = users;
        this.address = address;
        this.owner = owner;
        this.head = room();
    }

    /**
     * Lets a session in.
     *
     * @param owner the user whose valid token the handshake carries
     * @param headBytes of the handshake's head, which is kept as long as the session's connection
     * @throws ChatsException {@code rate_limited}; then nothing is taken
     */
    static SocketIoLease open(Budgets guests, UserBudgets users, Address address, Optional<Long> owner, int headBytes) {
        SocketIoLease lease = new SocketIoLease(guests, users, address, owner);
        if (!lease.sit() || !lease.head.fits(headBytes)) {
            lease.close();
            throw ChatsException.rateLimited(RETRY_AFTER);
        }
        if (owner.isEmpty()) {
            Duration wait = guests.handshakes().take(address);
            if (!wait.isZero()) {
                lease.close();
                throw ChatsException.rateLimited(wait);
            }
            lease.isRated = true;
        }
        return lease;
    }

    @Override
    public synchronized void accepted(Optional<Object> claimant) {
        owner = claimant.map(Long.class::cast);
        leaveSeat();
        head.close();
        if (isRated) {
            isRated = false;
            guests.handshakes().giveBack(address);
        }
    }

    @Override
    public synchronized boolean left() {
        return closed || sit();
    }

    @Override
    public synchronized Room room() {
        Optional<Long> user = owner;
        return new BudgetRoom(bytes -> user.isPresent()
                ? users.bytes().take(user.get(), bytes)
                : guests.bytes().take(address, bytes));
    }

    @Override
    public synchronized void close() {
        closed = true;
        leaveSeat();
        head.close();
    }

    private boolean sit() {
        leaveSeat();
        seat = owner.isPresent()
                ? users.sessions().take(owner.get(), 1)
                : guests.guests().take(address, 1);
        return seat.isPresent();
    }

    private void leaveSeat() {
        seat.ifPresent(Budget.Lease::close);
        seat = Optional.empty();
    }
}
