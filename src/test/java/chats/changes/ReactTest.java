package chats.changes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.log.Message;
import chats.log.Reaction;
import chats.users.User;
import chats.writer.Actor;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReactTest {
    private static final Instant NOW = Instant.EPOCH;

    private Message message =
            new Message(1, 7, 1, null, null, new User(1, "alice"), "hi", null, NOW, null, null, List.of());

    @Test
    void reactionsAreInTheOrderOfTheFirstUseAndUsersInThatOfTheirs() {
        react("👍", 3, true);
        react("👎", 1, true);
        react("👍", 2, true);
        assertEquals(
                List.of(new Reaction("👍", List.of(3L, 2L)), new Reaction("👎", List.of(1L))), message.reactions());
    }

    @Test
    void whatIsThereOrNotThereAlreadyChangesNothing() {
        assertSame(message, new React(7L, 1L, "👍", false).applyTo(message, new Actor(2, false), NOW));
        react("👍", 2, true);
        assertSame(message, new React(7L, 1L, "👍", true).applyTo(message, new Actor(2, false), NOW));
    }

    @Test
    void theLastOneTakesTheEmojiAway() {
        react("👍", 2, true);
        react("👍", 3, true);
        react("👍", 2, false);
        assertEquals(List.of(new Reaction("👍", List.of(3L))), message.reactions());
        react("👍", 3, false);
        assertEquals(List.of(), message.reactions());
    }

    @Test
    void whoIsBlockedMayStillTakeBackWhatHeSaid() {
        assertTrue(new React(7L, 1L, "👍", false).isWithdrawal());
        assertTrue(new DeleteMessage(7L, 1L).isWithdrawal());
        assertFalse(new React(7L, 1L, "👍", true).isWithdrawal());
        assertFalse(new EditMessage(7L, 1L, "hi", null).isWithdrawal());
    }

    @Test
    void twentyDifferentOnesAreTheMost() {
        for (int i = 0; i < 20; i++) {
            react(Character.toString(0x1F600 + i), 2, true);
        }
        React another = new React(7L, 1L, "👍", true);
        assertEquals(
                ErrorCode.CONFLICT,
                assertThrows(ChatsException.class, () -> another.applyTo(message, new Actor(2, false), NOW))
                        .code());
        react("😀", 3, true);
        assertEquals(20, message.reactions().size());
    }

    @Test
    void nobodyReactsToWhatWasDeleted() {
        message = message.deleted(NOW);
        React late = new React(7L, 1L, "👍", true);
        assertEquals(
                ErrorCode.CONFLICT,
                assertThrows(ChatsException.class, () -> late.applyTo(message, new Actor(2, false), NOW))
                        .code());
    }

    private void react(String emoji, long userId, boolean on) {
        message = new React(7L, 1L, emoji, on).applyTo(message, new Actor(userId, false), NOW);
    }
}
