package chats.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chats.commands.Command;
import chats.commands.DeclaredCommands;
import chats.commands.RecordedAnswers;
import chats.commands.RequestOrigin;
import chats.commands.Sender;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.users.User;
import chats.writer.WriteResult;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SendMessageCommandTest {
    private static final User ALICE = new User(1, "alice");
    private static final SendMessage HI = new SendMessage(7L, null, "hi", null);

    private final RecordedAnswers answered = new RecordedAnswers();
    private final List<String> answers = answered.all();
    private final CompletableFuture<WriteResult> storing = new CompletableFuture<>();
    private RuntimeException refusedAtOnce;
    private final SendMessageCommand command =
            new SendMessageCommand(new MessagesService(null, null, null, null, null, null, null, null) {
                @Override
                public CompletionStage<WriteResult> send(RequestOrigin origin, SendMessage request) {
                    if (refusedAtOnce != null) {
                        throw refusedAtOnce;
                    }
                    return storing;
                }
            });

    @Test
    void aMessageIsAnsweredWhenItIsStoredAndNotBefore() {
        send();
        assertEquals(List.of(), answers);
        storing.complete(new WriteResult(null, "{\"stored\":true}", true));
        assertEquals(List.of("{\"stored\":true}"), answers);
    }

    @Test
    void thisAndReadAndTypingAloneHaveARateOfTheirOwn() {
        assertEquals(
                Set.of("send_message", "read", "typing"),
                DeclaredCommands.all().stream()
                        .filter(Command::hasOwnRate)
                        .map(Command::name)
                        .collect(Collectors.toSet()));
    }

    @Test
    void aMessageThatCannotBeStoredIsRefusedWithItsReason() {
        send();
        storing.completeExceptionally(new ChatsException(ErrorCode.CONFLICT));
        assertEquals(List.of("conflict"), answers);
    }

    @Test
    void aMessageThatIsRefusedAtOnceIsRefusedByTheDispatcher() {
        refusedAtOnce = new ChatsException(ErrorCode.NOT_A_MEMBER);
        assertThrows(ChatsException.class, this::send);
        assertEquals(List.of(), answers);
    }

    private void send() {
        Sender alice = new Sender() {
            @Override
            public long userId() {
                return ALICE.id();
            }

            @Override
            public RequestOrigin origin() {
                return RequestOrigin.rest(ALICE);
            }

            @Override
            public void refused() {
                throw new AssertionError("the dispatcher counts refusals");
            }
        };
        command.run(alice, HI, answered);
    }
}
