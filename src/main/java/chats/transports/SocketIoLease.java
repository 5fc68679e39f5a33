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
 * What a Socket.IO session takes from the budgets: from those of its address while it is a guest, from those of its
 * user afterwards. While it is a socket in {@value ChatsNamespace#NAME}, {@code SocketLimits} counts it instead.
 *
 * <p>Lock: this object guards its fields. The locks of budgets, reservations and known connections are taken inside it.
 */
final class SocketIoLease implements SessionLease {
    /** It is not known when a session will end. So the client is told to try again a little later. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** Bounds the remembered connections of a guest. A client uses three: two for polling, and a WebSocket. */
    private static final int MOST_CONNECTIONS = 4;

    private final Budgets budgets;
    private final UserBudgets users;
    private final KnownConnections connections;
    private final Address address;
    private final ByteReservation head;
    private Optional<Long> owner;
    private Optional<Budget.Lease> place = Optional.empty();
    private final Deque<Peer> connectionsOfGuest = new ArrayDeque<>();
    private boolean isAccepted;
    private boolean isHandshakeCounted;
    private boolean closed;

    private SocketIoLease(
            Budgets budgets, UserBudgets users, KnownConnections connections, Address address, Optional<Long> owner) {
        this.connections = connections;
        this.budgets = budgets;
        this.users = users;
        this.address = address;
        this.owner = owner;
        this.head = reservation();
    }

    /**
     * Takes what a new session needs.
     *
     * @param owner the user whose valid token the handshake carries
     * @param headBytes size of the handshake's head, which the container keeps as long as the session's connection is
     *     open
     * @throws ChatsException {@code rate_limited}; nothing is taken then
     */
    static SocketIoLease open(
            Budgets budgets,
            UserBudgets users,
            KnownConnections connections,
            Address address,
            Optional<Long> owner,
            int headBytes) {
        SocketIoLease lease = new SocketIoLease(budgets, users, connections, address, owner);
        if (!lease.takePlace() || !lease.head.extendTo(headBytes)) {
            lease.close();
            throw ChatsException.rateLimited(RETRY_AFTER);
        }
        if (owner.isEmpty()) {
            Duration wait = budgets.handshakes().take(address);
            if (!wait.isZero()) {
                lease.close();
                throw ChatsException.rateLimited(wait);
            }
            lease.isHandshakeCounted = true;
        }
        return lease;
    }

    @Override
    public synchronized void accepted(Optional<Object> claimant) {
        isAccepted = true;
        connectionsOfGuest.forEach(connections::add);
        connectionsOfGuest.clear();
        owner = claimant.map(Long.class::cast);
        releasePlace();
        head.close();
        if (isHandshakeCounted) {
            isHandshakeCounted = false;
            budgets.handshakes().giveBack(address);
        }
    }

    /** The session uses this connection. It becomes a known connection as soon as the session is accepted. */
    synchronized void addConnection(Peer connection) {
        if (isAccepted) {
            connections.add(connection);
        } else if (connectionsOfGuest.size() < MOST_CONNECTIONS && !connectionsOfGuest.contains(connection)) {
            connectionsOfGuest.add(connection);
        }
    }

    @Override
    public synchronized boolean left() {
        isAccepted = false;
        return closed || takePlace();
    }

    @Override
    public synchronized ByteReservation reservation() {
        Optional<Long> user = owner;
        return new BudgetReservation(bytes -> user.isPresent()
                ? users.bytes().take(user.get(), bytes)
                : budgets.bytes().take(address, bytes));
    }

    @Override
    public synchronized void close() {
        closed = true;
        releasePlace();
        head.close();
    }

    private boolean takePlace() {
        releasePlace();
        place = owner.isPresent()
                ? users.sessions().take(owner.get(), 1)
                : budgets.guests().take(address, 1);
        return place.isPresent();
    }

    private void releasePlace() {
        place.ifPresent(Budget.Lease::close);
        place = Optional.empty();
    }
}
