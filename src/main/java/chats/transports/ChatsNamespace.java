package chats.transports;

import chats.admission.Budgets;
import chats.auth.Authenticator;
import chats.auth.Caller;
import chats.commands.CommandDispatcher;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.errors.SocketError;
import chats.json.Json;
import chats.limits.RateLimits;
import chats.limits.SocketLimits;
import chats.live.Hub;
import chats.net.Address;
import chats.socketio.ConnectRequest;
import chats.socketio.Decision;
import chats.socketio.Namespace;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The Socket.IO namespace {@value #NAME}. A CONNECT is authenticated by its own token, or else by the token of the
 * handshake, by the same rules as for a plain WebSocket. If both tokens are valid they must name the same user.
 */
@ApplicationScoped
class ChatsNamespace implements Namespace {
    static final String NAME = "/chats";

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Refused(String code, Long retryAfterMs) {}

    private final Authenticator authenticator;
    private final Hub hub;
    private final CommandDispatcher dispatcher;
    private final SocketLimits sockets;
    private final RateLimits rates;
    private final Budgets budgets;

    @Inject
    ChatsNamespace(
            Authenticator authenticator,
            Hub hub,
            CommandDispatcher dispatcher,
            SocketLimits sockets,
            RateLimits rates,
            Budgets budgets) {
        this.authenticator = authenticator;
        this.hub = hub;
        this.dispatcher = dispatcher;
        this.sockets = sockets;
        this.rates = rates;
        this.budgets = budgets;
    }

    @Override
    public CompletionStage<Decision> connect(ConnectRequest request) {
        return CompletableFuture.completedFuture(decide(request));
    }

    private Decision decide(ConnectRequest request) {
        HandshakeIdentity identity = (HandshakeIdentity) request.handshake().identity();
        try {
            Caller caller = caller(request.auth(), identity);
            long id = caller.user().id();
            if (!request.session().claim(id)) {
                throw new ChatsException(ErrorCode.UNAUTHORIZED);
            }
            rates.admit(id);
            String group = identity.address().group();
            sockets.check(id, group);
            hub.expect(id);
            return Decision.accept(socket -> SocketIoSocket.open(socket, caller, group, hub, dispatcher));
        } catch (ChatsException e) {
            return e.code() == ErrorCode.UNAVAILABLE ? Decision.abort() : refuse(e, identity.address());
        }
    }

    /**
     * The user named by the token of the CONNECT. If it has none: the user of the handshake, whose token is validated
     * again.
     */
    private Caller caller(JsonNode auth, HandshakeIdentity identity) {
        Optional<String> token = token(auth);
        return token.isPresent()
                ? authenticator.authenticate(token.get())
                : authenticator.revalidate(identity.caller().orElseThrow(() -> new ChatsException(identity.fault())));
    }

    private static Optional<String> token(JsonNode auth) {
        JsonNode given = auth.path("token");
        return given.isMissingNode() || given.isNull()
                ? Optional.empty()
                : Optional.of(given.isTextual() ? given.textValue() : "");
    }

    private Decision refuse(ChatsException refusal, Address address) {
        if (budgets.logLines().admit(address)) {
            SocketLog.SOCKETIO.refused(refusal.code(), address);
        }
        SocketError error = SocketError.of(refusal);
        String message = refusal.code() == ErrorCode.TOKEN_EXPIRED ? ErrorCode.UNAUTHORIZED.code() : error.code();
        return Decision.refuse(message, Json.write(new Refused(error.code(), error.retryAfterMs())));
    }
}
