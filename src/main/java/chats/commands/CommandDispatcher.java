package chats.commands;

import chats.auth.Authenticator;
import chats.auth.Caller;
import chats.chat.ChatsService;
import chats.chat.CreateChat;
import chats.errors.ChatsException;
import chats.errors.DatabaseErrors;
import chats.errors.DrainState;
import chats.errors.ErrorCode;
import chats.json.Json;
import chats.json.RequestParser;
import chats.limits.Prices;
import chats.limits.RateLimits;
import chats.live.Closing;
import chats.live.Connection;
import chats.live.Hub;
import chats.message.MessagesService;
import chats.message.SendMessage;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;

/**
 * Runs the commands that clients send over sockets. A transport calls it for one command of a socket at a time, so that
 * they take effect in their order. A message is only queued here; it is answered once it is stored.
 */
@ApplicationScoped
public class CommandDispatcher {
    private record LeftChat(long chatId) {}

    private record Renewed(Instant expiresAt) {}

    @FunctionalInterface
    private interface Handler {
        void handle(Connection from, JsonNode data, Answer answer);
    }

    private static final String SEND_MESSAGE = "send_message";

    private static final System.Logger LOG = System.getLogger(CommandDispatcher.class.getName());

    private final Map<String, Handler> handlers = Map.of(
            "create_chat",
            this::createChat,
            "enter_chat",
            this::enterChat,
            "leave_chat",
            this::leaveChat,
            SEND_MESSAGE,
            this::sendMessage,
            "sync_whispers",
            this::syncWhispers,
            "refresh_token",
            this::refreshToken);

    private final RequestParser requests;
    private final ChatsService chats;
    private final MessagesService messages;
    private final Hub hub;
    private final Authenticator authenticator;
    private final RateLimits limits;

    @Inject
    public CommandDispatcher(
            RequestParser requests,
            ChatsService chats,
            MessagesService messages,
            Hub hub,
            Authenticator authenticator,
            RateLimits limits) {
        this.requests = requests;
        this.chats = chats;
        this.messages = messages;
        this.hub = hub;
        this.authenticator = authenticator;
        this.limits = limits;
    }

    /** The names of the commands. */
    public Set<String> events() {
        return handlers.keySet();
    }

    /**
     * Runs a command; may wait for the database.
     *
     * @param event the command's name
     * @param data the command's data, or null if it has none
     */
    public void dispatch(Connection from, String event, JsonNode data, Answer answer) {
        Handler handler = handlers.get(event);
        try {
            if (!event.equals(SEND_MESSAGE)) {
                limits.admit(from.userId());
            }
            if (handler == null) {
                throw new ChatsException(ErrorCode.UNKNOWN_EVENT);
            }
            handler.handle(from, data, answer);
        } catch (RuntimeException e) {
            refuse(from, event.equals(SEND_MESSAGE) ? limitRefused(from, refusal(e)) : refusal(e), answer);
        }
    }

    /** Refuses a frame that the transport could not read. It costs the same as any other command. */
    public void refuseUnreadable(Connection from, ChatsException unreadable, Answer answer) {
        refuse(from, limitRefused(from, unreadable), answer);
    }

    private static void refuse(Connection from, ChatsException refusal, Answer answer) {
        answer.refuse(refusal);
        if (refusal.code().isTheClients() && from.isFlooding()) {
            from.socket().close(Closing.FLOODING);
        }
    }

    private void createChat(Connection from, JsonNode data, Answer answer) {
        CreateChat request = requests.read(data, CreateChat.class);
        answer.acknowledge(Json.write(chats.createChat(from.origin(), request).chat()));
    }

    private void enterChat(Connection from, JsonNode data, Answer answer) {
        EnterChat request = requests.read(data, EnterChat.class);
        limits.spend(from.userId(), Prices.ids(request.chatIds().size()));
        Map<Long, Long> after = request.after() == null ? Map.of() : request.after();
        hub.enter(from, request.chatIds(), after, entered -> answer.acknowledge(Json.write(entered)));
    }

    private void leaveChat(Connection from, JsonNode data, Answer answer) {
        Set<Long> chatIds = requests.read(data, LeaveChats.class).chatIds();
        limits.spend(from.userId(), Prices.ids(chatIds.size()));
        hub.leave(from, chatIds);
        answer.acknowledge(Json.write(chatIds.stream().map(LeftChat::new).toList()));
    }

    private void sendMessage(Connection from, JsonNode data, Answer answer) {
        messages.send(from.origin(), requests.read(data, SendMessage.class)).whenComplete((stored, failure) -> {
            if (failure == null) {
                answer.acknowledge(stored.sent().json());
            } else {
                answer.refuse(refusal(failure));
            }
        });
    }

    private void syncWhispers(Connection from, JsonNode data, Answer answer) {
        SyncWhispers request = requests.read(data, SyncWhispers.class);
        Map<Long, Long> after = request.after() == null ? Map.of() : request.after();
        hub.syncWhispers(from, after, synced -> {
            limits.charge(from.userId(), Prices.ids(synced.size()));
            answer.acknowledge(Json.write(synced));
        });
    }

    private void refreshToken(Connection from, JsonNode data, Answer answer) {
        Caller renewed = authenticator.authenticate(
                requests.read(data, RefreshTokenRequest.class).token());
        if (renewed.user().id() != from.userId()) {
            throw new ChatsException(ErrorCode.UNAUTHORIZED, "The token must be of the same user.");
        }
        from.renew(renewed);
        answer.acknowledge(Json.write(new Renewed(renewed.expiresAt())));
    }

    /**
     * A refused message does not count against the rate of messages, but against that of other commands; so the answer
     * may become {@code rate_limited}.
     */
    private ChatsException limitRefused(Connection from, ChatsException refusal) {
        try {
            limits.admit(from.userId());
            return refusal;
        } catch (ChatsException limited) {
            return limited;
        }
    }

    private static ChatsException refusal(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof ChatsException refusal) {
            return refusal;
        }
        if (DatabaseErrors.unavailable(cause)) {
            return new ChatsException(ErrorCode.UNAVAILABLE);
        }
        LOG.log(Level.ERROR, "A command failed", cause);
        return new ChatsException(DrainState.unexpected());
    }
}
