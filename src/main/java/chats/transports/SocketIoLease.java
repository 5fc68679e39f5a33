package chats.transports;

import chats.admission.Budget;
import chats.admission.Budgets;
import chats.admission.KnownConnections;
import chats.admission.KnownConnections.Peer;
import chats.errors.ChatsException;
import chats.limits.UserBudgets;
import chats.net.Address;
import chats.socketio.engine.ByteReservation;
import chats.socketio.engine.SessionLease;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What a Socket.IO session takes: of its address as long as nobody knows whose it is, of its user from then on. As an open socket of
 * {@value ChatsNamespace#NAME} it is counted elsewhere.
 */
final class SocketIoLease implements SessionLease {
    /** Nobody knows when a session will end; a client shall ask again, but not at once. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** Connections that a client has before it is accepted: two for polling, and a WebSocket. */
    private static final int MOST_MET = 4;

    private final Budgets guests;
    private final UserBudgets users;
    private final KnownConnections connections;
    private final Address address;
    private final ByteReservation head;
    private Optional<Long> owner;
    private Optional<Budget.Lease> seat = Optional.empty();
    private final Deque<Peer> met = new ArrayDeque<>();
    private boolean isAccepted;
    private boolean isRated;
    private boolean closed;

    private SocketIoLease(
            Budgets guests, UserBudgets users, KnownConnections connections, Address address, Optional<Long> owner) {
        this.connections = connections;
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
    static SocketIoLease open(
            Budgets guests,
            UserBudgets users,
            KnownConnections connections,
            Address address,
            Optional<Long> owner,
            int headBytes) {
        SocketIoLease lease = new SocketIoLease(guests, users, connections, address, owner);
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
        isAccepted = true;
        met.forEach(connections::add);
        met.clear();
        owner = claimant.map(Long.class::cast);
        leaveSeat();
        head.close();
        if (isRated) {
            isRated = false;
            guests.handshakes().giveBack(address);
        }
    }

    /** The session uses this connection: it is known as soon as the session is. */
    synchronized void uses(Peer connection) {
        if (isAccepted) {
            connections.add(connection);
        } else if (met.size() < MOST_MET && !met.contains(connection)) {
            met.add(connection);
        }
    }

    @Override
    public synchronized boolean left() {
        isAccepted = false;
        return closed || sit();
    }

    @Override
    public synchronized ByteReservation room() {
        Optional<Long> user = owner;
        return new BudgetReservation(bytes -> user.isPresent()
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
