package chats.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chats.auth.Authenticator;
import chats.auth.Caller;
import chats.commands.RecordedAnswers;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.settings.Settings;
import chats.users.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefreshTokenCommandTest {
    private static final User ALICE = new User(1, "alice");
    private static final User BOB = new User(2, "bob");
    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

    private final RecordedAnswers answered = new RecordedAnswers();
    private final Connection alice =
            new Connection(new FakeSocket(), new Caller(ALICE, Optional.empty(), Instant.MAX), "127.0.0.1");
    private final RefreshTokenCommand command =
            new RefreshTokenCommand(new Authenticator(null, null, null, null, Settings.from(name -> null)) {
                @Override
                public Caller authenticate(String token) {
                    return new Caller(token.equals("bob") ? BOB : ALICE, Optional.empty(), LATER);
                }
            });

    @Test
    void aTokenOfTheSameUserRenewsTheConnection() {
        command.run(alice, new RefreshTokenRequest("alice"), answered);
        assertEquals(List.of("{\"expiresAt\":\"2100-01-01T00:00:00.000Z\"}"), answered.all());
        assertEquals(LATER, alice.caller().expiresAt());
    }

    @Test
    void aTokenOfAnotherUserIsRefusedAndRenewsNothing() {
        RefreshTokenRequest request = new RefreshTokenRequest("bob");
        ChatsException refusal = assertThrows(ChatsException.class, () -> command.run(alice, request, answered));
        assertEquals(ErrorCode.UNAUTHORIZED, refusal.code());
        assertEquals(ALICE, alice.caller().user());
        assertEquals(Instant.MAX, alice.caller().expiresAt());
        assertEquals(List.of(), answered.all());
    }
}
