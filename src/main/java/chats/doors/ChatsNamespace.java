package chats.doors;

import chats.auth.Authenticator;
import chats.auth.Caller;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.errors.SocketError;
import chats.events.EventDispatcher;
import chats.json.Json;
import chats.limits.SocketLimits;
import chats.live.Hub;
import chats.socketio.ConnectRequest;
import chats.socketio.Decision;
import chats.socketio.Namespace;
import chats.socketio.engine.EngineSession;
import chats.socketio.engine.Handshake;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The Socket.IO namespace {@value #NAME}: checks the token of a CONNECT, else the handshake's, by the same rules as the plain door. If
 * both are valid they must name the same user.
 */
@ApplicationScoped
class ChatsNamespace implements Namespace {
    static final String NAME = "/chats";

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Refused(String code, Long retryAfterMs) {}

    /**
     * What is needed of a handshake.
     *
     * @param byHandshake whom its token named, for CONNECTs that bring none; if there is one, nobody else comes by this session
     */
    private record Guest(Optional<Caller> byHandshake, String address) {
        boolean isAnother(long user) {
            return byHandshake.isPresent() && byHandshake.get().user().id() != user;
        }
    }

    private final Authenticator authenticator;
    private final Hub hub;
    private final EventDispatcher dispatcher;
    private final SocketLimits limits;

    @Inject
    ChatsNamespace(Authenticator authenticator, Hub hub, EventDispatcher dispatcher, SocketLimits limits) {
        this.limits = limits;
        this.authenticator = authenticator;
        this.hub = hub;
        this.dispatcher = dispatcher;
    }

    protected ChatsNamespace() {
        this(null, null, null, null);
    }

    @Override
    public CompletionStage<Decision> connect(ConnectRequest request) {
        return CompletableFuture.completedFuture(decide(request));
    }

    private Decision decide(ConnectRequest request) {
        try {
            EngineSession session = request.session();
            Optional<Caller> byToken = token(request.auth()).map(authenticator::authenticate);
            Guest guest = session.essence().map(Guest.class::cast).orElseGet(() -> guest(request.handshake(), byToken));
            Caller caller = byToken.orElseGet(() -> again(guest));
            long id = caller.user().id();
            if (guest.isAnother(id) || !session.claim(id)) {
                throw new ChatsException(ErrorCode.UNAUTHORIZED);
            }
            session.forgetHeaders(guest);
            limits.check(id, guest.address());
            hub.expect(id);
            return Decision.accept(socket -> SocketIoSocket.open(socket, caller, guest.address(), hub, dispatcher));
        } catch (ChatsException e) {
            return e.code() == ErrorCode.UNAVAILABLE ? Decision.abort() : refuse(e);
        }
    }

    private static Optional<String> token(JsonNode auth) {
        JsonNode given = auth.path("token");
        return given.isMissingNode() || given.isNull()
                ? Optional.empty()
                : Optional.of(given.isTextual() ? given.textValue() : "");
    }

    private Caller again(Guest guest) {
        return authenticator.again(guest.byHandshake().orElseThrow(() -> new ChatsException(ErrorCode.UNAUTHORIZED)));
    }

    /** Where the CONNECT brings no token, the handshake's must be right. */
    private Guest guest(Handshake handshake, Optional<Caller> byToken) {
        Optional<String> header = handshake.header(HttpHeaders.AUTHORIZATION);
        Optional<Caller> byHandshake = byToken.isPresent()
                ? header.flatMap(this::callerIfValid)
                : Optional.of(authenticator.authenticate(header.orElse("")));
        return new Guest(byHandshake, handshake.remoteAddress());
    }

    private Optional<Caller> callerIfValid(String token) {
        try {
            return Optional.of(authenticator.authenticate(token));
        } catch (ChatsException e) {
            if (e.code() == ErrorCode.UNAVAILABLE) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static Decision refuse(ChatsException refusal) {
        SocketLog.SOCKETIO.refused(refusal.code());
        SocketError error = SocketError.of(refusal);
        String message = refusal.code() == ErrorCode.TOKEN_EXPIRED ? ErrorCode.UNAUTHORIZED.code() : error.code();
        return Decision.refuse(message, Json.write(new Refused(error.code(), error.retryAfterMs())));
    }
}
