package chats.doors;

import chats.admission.ClientAddress;
import chats.auth.Authenticator;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.http.Origins;
import chats.socketio.engine.Admission;
import chats.socketio.engine.Cors;
import chats.socketio.engine.EngineSession;
import chats.socketio.engine.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/**
 * Who may open a Socket.IO session and go on with it. A handshake with a bad token is let in, so that the client gets its answer
 * to CONNECT instead of endless errors of its polls; one that cannot be checked now is not, so that the client tries again.
 */
@ApplicationScoped
class SocketIoAdmission implements Admission {
    private final Origins origins;
    private final Authenticator authenticator;
    private final ClientAddress addresses;

    @Inject
    SocketIoAdmission(Origins origins, Authenticator authenticator, ClientAddress addresses) {
        this.addresses = addresses;
        this.origins = origins;
        this.authenticator = authenticator;
    }

    protected SocketIoAdmission() {
        this(null, null, null);
    }

    @Override
    public Verdict open(HttpServletRequest request) {
        if (!origins.admit(request)) {
            return Verdict.FORBIDDEN;
        }
        try {
            user(request);
            return Verdict.ACCEPTED;
        } catch (ChatsException e) {
            return e.code() == ErrorCode.UNAVAILABLE ? Verdict.UNAVAILABLE : Verdict.ACCEPTED;
        }
    }

    @Override
    public String address(HttpServletRequest request) {
        return addresses.of(request).group();
    }

    @Override
    public Verdict proceed(HttpServletRequest request, EngineSession session) {
        if (!origins.admit(request)) {
            return Verdict.FORBIDDEN;
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
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .map(token -> authenticator.authenticate(token).user().id());
    }
}
