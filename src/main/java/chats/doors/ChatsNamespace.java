package chats.doors;

import chats.auth.Authenticator;
import chats.auth.Caller;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.errors.SocketError;
import chats.events.EventDispatcher;
import chats.http.ClientAddress;
import chats.json.Json;
import chats.limits.SocketLimits;
import chats.live.Hub;
import chats.socketio.ConnectRequest;
import chats.socketio.Decision;
import chats.socketio.Namespace;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The Socket.IO namespace {@value #NAME}: checks the token of a CONNECT, by the same rules as the plain door. */
@ApplicationScoped
class ChatsNamespace implements Namespace {
    static final String NAME = "/chats";
    static final String FORWARDED_FOR = "X-Forwarded-For";

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Refused(String code, Long retryAfterMs) {}

    private final Authenticator authenticator;
    private final Hub hub;
    private final EventDispatcher dispatcher;
    private final SocketLimits limits;
    private final ClientAddress addresses;

    @Inject
    ChatsNamespace(
            Authenticator authenticator,
            Hub hub,
            EventDispatcher dispatcher,
            SocketLimits limits,
            ClientAddress addresses) {
        this.limits = limits;
        this.addresses = addresses;
        this.authenticator = authenticator;
        this.hub = hub;
        this.dispatcher = dispatcher;
    }

    protected ChatsNamespace() {
        this(null, null, null, null, null);
    }

    @Override
    public CompletionStage<Decision> connect(ConnectRequest request) {
        return CompletableFuture.completedFuture(decide(request));
    }

    private Decision decide(ConnectRequest request) {
        try {
            Caller caller = caller(request);
            if (!request.session().claim(caller.user().id())) {
                return refuse(new ChatsException(ErrorCode.UNAUTHORIZED));
            }
            String address = address(request);
            limits.check(caller.user().id(), address);
            hub.expect(caller.user().id());
            return Decision.accept(socket -> SocketIoSocket.open(socket, caller, address, hub, dispatcher));
        } catch (ChatsException e) {
            return e.code() == ErrorCode.UNAVAILABLE ? Decision.abort() : refuse(e);
        }
    }

    private String address(ConnectRequest request) {
        String peer = request.handshake().remoteAddress();
        return addresses.of(peer, request.handshake().header(FORWARDED_FOR).orElse(""));
    }

    /** By the token of the CONNECT, else by the handshake's; if both are valid they must name the same user. */
    private Caller caller(ConnectRequest request) {
        Optional<String> header = request.handshake().header(HttpHeaders.AUTHORIZATION);
        JsonNode given = request.auth().path("token");
        if (given.isMissingNode() || given.isNull()) {
            return authenticator.authenticate(header.orElse(""));
        }
        Caller caller = authenticator.authenticate(given.isTextual() ? given.textValue() : "");
        if (header.isPresent() && isAnotherUsers(header.get(), caller)) {
            throw new ChatsException(ErrorCode.UNAUTHORIZED);
        }
        return caller;
    }

    private boolean isAnotherUsers(String token, Caller caller) {
        try {
            return authenticator.authenticate(token).user().id()
                    != caller.user().id();
        } catch (ChatsException e) {
            if (e.code() == ErrorCode.UNAVAILABLE) {
                throw e;
            }
            return false;
        }
    }

    private static Decision refuse(ChatsException refusal) {
        SocketLog.SOCKETIO.refused(refusal.code());
        SocketError error = SocketError.of(refusal);
        String message = refusal.code() == ErrorCode.TOKEN_EXPIRED ? ErrorCode.UNAUTHORIZED.code() : error.code();
        return Decision.refuse(message, Json.write(new Refused(error.code(), error.retryAfterMs())));
    }
}
