package chats.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.auth.Authenticator;
import chats.auth.Caller;
import chats.bus.Bus;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.json.Json;
import chats.json.NotJson;
import chats.json.RequestParser;
import chats.limits.RateLimits;
import chats.live.ClientSocket;
import chats.live.Closing;
import chats.live.Connection;
import chats.live.ServerEvent;
import chats.live.TestConnections;
import chats.message.Message;
import chats.message.MessagesService;
import chats.message.RequestOrigin;
import chats.message.SendMessage;
import chats.message.SendResult;
import chats.message.StoredMessage;
import chats.settings.Settings;
import chats.users.User;
import jakarta.validation.Validator;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What the dispatcher decides: what is answered, what counts against which rate, and when a socket is closed. */
class CommandDispatcherTest {
    private static final User ALICE = new User(1, "alice");
    private static final User BOB = new User(2, "bob");
    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");
    private static final int REFUSALS_OF_A_FLOOD = 1_000;
    private static final String SEND = "{\"chatId\":7,\"message\":\"hi\"}";

    private final List<String> answers = new ArrayList<>();
    private final List<Closing> closings = new ArrayList<>();
    private final CompletableFuture<SendResult> storing = new CompletableFuture<>();
    private RuntimeException refusedAtOnce;
    private final Connection alice = TestConnections.of(socket(), new Caller(ALICE, Optional.empty(), Instant.MAX));
    private final CommandDispatcher dispatcher = dispatcher("0");

    @Test
    void aCommandWithoutANameThatIsKnownIsRefused() {
        dispatch(dispatcher, "send_massage", SEND);
        assertEquals(List.of("unknown_event"), answers);
    }

    @Test
    void aMessageIsAnsweredWhenItIsStoredAndNotBefore() {
        dispatch(dispatcher, "send_message", SEND);
        assertEquals(List.of(), answers);
        storing.complete(new SendResult(stored(), true));
        assertEquals(List.of("{\"stored\":true}"), answers);
    }

    @Test
    void aMessageThatCannotBeStoredIsRefusedWithItsReason() {
        dispatch(dispatcher, "send_message", SEND);
        storing.completeExceptionally(new ChatsException(ErrorCode.CONFLICT));
        assertEquals(List.of("conflict"), answers);
    }

    @Test
    void aMessageThatIsRefusedAtOnceIsAnsweredAtOnce() {
        refusedAtOnce = new ChatsException(ErrorCode.NOT_A_MEMBER);
        dispatch(dispatcher, "send_message", SEND);
        assertEquals(List.of("not_a_member"), answers);
    }

    @Test
    void aDatabaseThatIsAwayIsToldFromAFault() {
        refusedAtOnce = new IllegalStateException(new SQLException("connection refused", "08006"));
        dispatch(dispatcher, "send_message", SEND);
        refusedAtOnce = new IllegalStateException("a fault");
        dispatch(dispatcher, "send_message", SEND);
        assertEquals(List.of("unavailable", "internal"), answers);
    }

    @Test
    void messagesDoNotCountAsOtherCommandsButRefusedOnesDo() {
        CommandDispatcher strict = dispatcher("1");
        for (int i = 0; i < 1_000; i++) {
            dispatch(strict, "send_message", SEND);
        }
        assertEquals(List.of(), answers);

        refusedAtOnce = new ChatsException(ErrorCode.NOT_A_MEMBER);
        while (!answers.contains("rate_limited")) {
            dispatch(strict, "send_message", SEND);
            assertTrue(answers.size() < 1_000);
        }
        answers.clear();
        dispatch(strict, "leave_chat", "{\"chatIds\":[7]}");
        assertEquals(List.of("rate_limited"), answers);
    }

    @Test
    void whatCannotBeReadCountsLikeAnyOtherCommand() {
        CommandDispatcher strict = dispatcher("1");
        while (!answers.contains("rate_limited")) {
            strict.refuseUnreadable(alice, ChatsException.invalid("id", "must be text"), answer());
            assertTrue(answers.size() < 1_000);
        }
        assertEquals("validation_failed", answers.get(0));
    }

    @Test
    void aFloodOfRefusalsByTheClientsFaultClosesTheSocket() {
        for (int i = 1; i < REFUSALS_OF_A_FLOOD; i++) {
            dispatch(dispatcher, "nonsense", "{}");
        }
        assertEquals(List.of(), closings);
        dispatch(dispatcher, "nonsense", "{}");
        assertEquals(List.of(Closing.FLOODING), closings);
    }

    @Test
    void refusalsByTheServersFaultCloseNothing() {
        refusedAtOnce = new ChatsException(ErrorCode.UNAVAILABLE);
        for (int i = 0; i < 2 * REFUSALS_OF_A_FLOOD; i++) {
            dispatch(dispatcher, "send_message", SEND);
        }
        assertEquals(List.of(), closings);
    }

    @Test
    void aTokenOfTheSameUserRenewsTheConnection() {
        dispatch(dispatcher, "refresh_token", "{\"token\":\"alice\"}");
        assertEquals(List.of("{\"expiresAt\":\"2100-01-01T00:00:00.000Z\"}"), answers);
        assertEquals(LATER, alice.caller().expiresAt());
    }

    @Test
    void aTokenOfAnotherUserIsRefusedAndRenewsNothing() {
        dispatch(dispatcher, "refresh_token", "{\"token\":\"bob\"}");
        assertEquals(List.of("unauthorized"), answers);
        assertEquals(ALICE, alice.caller().user());
        assertEquals(Instant.MAX, alice.caller().expiresAt());
    }

    @Test
    void aCommandWithoutDataIsRefused() {
        dispatcher.dispatch(alice, "send_message", null, answer());
        assertEquals(List.of("validation_failed"), answers);
    }

    private void dispatch(CommandDispatcher to, String command, String data) {
        try {
            to.dispatch(alice, command, Json.parse(data), answer());
        } catch (NotJson e) {
            throw new AssertionError(e);
        }
    }

    private Answer answer() {
        return new Answer() {
            @Override
            public void acknowledge(String json) {
                answers.add(json);
            }

            @Override
            public void refuse(ChatsException refusal) {
                answers.add(refusal.code().code());
            }
        };
    }

    private ClientSocket socket() {
        return new ClientSocket() {
            @Override
            public void emit(ServerEvent event) {
                throw new AssertionError("nothing is emitted");
            }

            @Override
            public double fill() {
                return 0;
            }

            @Override
            public void close(Closing why) {
                closings.add(why);
            }
        };
    }

    private static StoredMessage stored() {
        Message view = new Message(1, 7, 1, ALICE, "hi", null, Instant.EPOCH);
        return new StoredMessage.MessageSent(view, RequestOrigin.rest(ALICE), "{\"stored\":true}");
    }

    private CommandDispatcher dispatcher(String messagesPerSecond) {
        Settings settings = Settings.from(Map.of("LIMIT_MESSAGES_PER_SECOND", messagesPerSecond)::get);
        MessagesService messages = new MessagesService(null, null, null, null, null) {
            @Override
            public CompletionStage<SendResult> send(RequestOrigin origin, SendMessage request) {
                if (refusedAtOnce != null) {
                    throw refusedAtOnce;
                }
                return storing;
            }
        };
        Authenticator authenticator = new Authenticator(null, null, null, null, settings) {
            @Override
            public Caller authenticate(String token) {
                return new Caller(token.equals("bob") ? BOB : ALICE, Optional.empty(), LATER);
            }
        };
        Validator everythingIsValid = (Validator) Proxy.newProxyInstance(
                Validator.class.getClassLoader(),
                new Class<?>[] {Validator.class},
                (proxy, method, arguments) -> Set.of());
        return new CommandDispatcher(
                new RequestParser(everythingIsValid),
                null,
                messages,
                null,
                authenticator,
                new RateLimits(settings, Bus.alone()));
    }
}
