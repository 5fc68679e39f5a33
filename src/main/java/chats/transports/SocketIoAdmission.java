package chats.transports;

import chats.admission.Budgets;
import chats.admission.ClientAddress;
import chats.admission.KnownConnections;
import chats.auth.Authenticator;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.http.Origins;
import chats.limits.RateLimits;
import chats.limits.UserBudgets;
import chats.net.Address;
import chats.socketio.engine.Cors;
import chats.socketio.engine.EngineSession;
import chats.socketio.engine.Handshake;
import chats.socketio.engine.OpenPacket;
import chats.socketio.engine.SessionAdmission;
import chats.socketio.engine.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/**
 * Decides who may open a Socket.IO session and who may use it.
 *
 * <ul>
 *   <li>A handshake with a valid token opens a session of the token's user.
 *   <li>A handshake with an invalid token opens a session as a guest. So the client gets the error as the answer to its
 *       CONNECT, instead of failing polls without end.
 *   <li>If a token cannot be checked now, the handshake is refused, and the client tries again.
 *   <li>A later request with a valid token of another user is refused. An invalid token is ignored there, because a
 *       client sends the header that it was given once with each request, also after the token has expired.
 * </ul>
 */
@ApplicationScoped
class SocketIoAdmission implements SessionAdmission {
    private final Origins origins;
    private final Authenticator authenticator;
    private final ClientAddress addresses;
    private final Budgets budgets;
    private final UserBudgets users;
    private final KnownConnections connections;
    private final RateLimits limits;

    @Inject
    SocketIoAdmission(
            Origins origins,
            Authenticator authenticator,
            ClientAddress addresses,
            Budgets budgets,
            UserBudgets users,
            KnownConnections connections,
            RateLimits limits) {
        this.connections = connections;
        this.origins = origins;
        this.authenticator = authenticator;
        this.addresses = addresses;
        this.budgets = budgets;
        this.users = users;
        this.limits = limits;
    }

    @Override
    public OpenPacket open(HttpServletRequest request) {
        if (!origins.admit(request)) {
            return OpenPacket.refused(Verdict.FORBIDDEN);
        }
        int head = HeadSize.of(request);
        if (head > HeadSize.MAX_BYTES) {
            return OpenPacket.refused(Verdict.TOO_MANY_HEADERS);
        }
        try {
            return OpenPacket.of(handshake(request, head));
        } catch (ChatsException e) {
            return OpenPacket.refused(e.retryAfter().map(Verdict::tooMany).orElse(Verdict.UNAVAILABLE));
        }
    }

    /** @throws ChatsException {@code unavailable} or {@code rate_limited} */
    private Handshake handshake(HttpServletRequest request, int head) {
        HandshakeIdentity identity = identity(request);
        Optional<Long> user = identity.caller().map(caller -> caller.user().id());
        user.ifPresent(limits::admit);
        KnownConnections.Peer peer = KnownConnections.Peer.of(request);
        user.ifPresent(id -> connections.add(peer));
        int token =
                Optional.ofNullable(authorization(request)).map(String::length).orElse(0);
        SocketIoLease lease = SocketIoLease.open(budgets, users, connections, identity.address(), user, head + token);
        lease.addConnection(peer);
        return new Handshake(user.map(Object.class::cast), identity, lease);
    }

    private HandshakeIdentity identity(HttpServletRequest request) {
        Address address = addresses.of(request);
        try {
            return HandshakeIdentity.of(authenticator.authenticate(authorization(request)), address);
        } catch (ChatsException e) {
            if (e.code() == ErrorCode.UNAVAILABLE) {
                throw e;
            }
            return HandshakeIdentity.unknown(e.code(), address);
        }
    }

    @Override
    public Verdict proceed(HttpServletRequest request, EngineSession session) {
        if (!origins.admit(request)) {
            return Verdict.FORBIDDEN;
        }
        ((SocketIoLease) session.handshake().lease()).addConnection(KnownConnections.Peer.of(request));
        boolean isPoll = request.getMethod().equals("GET");
        if (isPoll && HeadSize.isTooBig(request)) {
            return Verdict.TOO_MANY_HEADERS;
        }
        try {
            return user(request).map(session::claim).orElse(true) ? Verdict.ACCEPTED : Verdict.FORBIDDEN;
        } catch (ChatsException e) {
            return Verdict.ACCEPTED;
        }
    }

    @Override
    public Optional<Cors> cors(HttpServletRequest request) {
        return origins.named(request).map(origin -> origins.admitAll() ? new Cors("*", false) : new Cors(origin, true));
    }

    /** The id of the user whose valid token the request carries. */
    private Optional<Long> user(HttpServletRequest request) {
        return Optional.ofNullable(authorization(request))
                .map(authenticator::authenticate)
                .map(caller -> caller.user().id());
    }

    private static String authorization(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION);
    }
}
