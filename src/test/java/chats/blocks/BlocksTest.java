package chats.blocks;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is remembered of blocks, by a table that is the test's. Bob, 2, blocks Alice, 1. */
class BlocksTest {
    private static final long ALICE = 1;
    private static final long BOB = 2;
    private static final long CAROL = 3;

    private final List<Set<Long>> reads = new ArrayList<>();
    private final Map<Long, List<Long>> stored = new HashMap<>(Map.of(BOB, List.of(ALICE)));
    private Runnable meanwhile = () -> {};
    private final Blocks blocks = new Blocks(new BlockTable(null, null) {
        @Override
        Map<Long, UserBlocks> of(Collection<Long> users) {
            reads.add(new TreeSet<>(users));
            Map<Long, UserBlocks> found = new HashMap<>();
            users.forEach(user -> found.put(user, hiddenFrom(user)));
            meanwhile.run();
            return found;
        }

        @Override
        List<Long> blockedBy(long userId) {
            reads.add(Set.of(userId));
            List<Long> found = stored.getOrDefault(userId, List.of());
            meanwhile.run();
            return found;
        }

        @Override
        Set<Long> blockers(long userId, Collection<Long> among) {
            Set<Long> blockers = new TreeSet<>(among);
            blockers.removeIf(other -> !stored.getOrDefault(other, List.of()).contains(userId));
            return blockers;
        }
    });

    private UserBlocks hiddenFrom(long user) {
        Set<Long> others = new TreeSet<>(stored.getOrDefault(user, List.of()));
        stored.forEach((blocker, blocked) -> {
            if (blocked.contains(user)) {
                others.add(blocker);
            }
        });
        return UserBlocks.of(others);
    }

    @Test
    void bothAreHiddenFromEachOther() {
        assertTrue(blocks.of(ALICE).isHiddenFrom(BOB));
        assertTrue(blocks.of(BOB).isHiddenFrom(ALICE));
        assertFalse(blocks.of(ALICE).isHiddenFrom(CAROL));
        assertFalse(blocks.of(ALICE).isNone());
        assertTrue(blocks.of(CAROL).isNone());
        assertSame(UserBlocks.NONE, UserBlocks.of(Set.of()));
        assertFalse(UserBlocks.TOO_MANY.isNone());
        assertTrue(UserBlocks.TOO_MANY.isHiddenFrom(CAROL));
    }

    @Test
    void whoIsBlockedIsRefusedAndNobodyElse() {
        isRefused(ALICE, BOB);
        assertDoesNotThrow(() -> blocks.requireMayWrite(BOB, ALICE));
        assertDoesNotThrow(() -> blocks.requireMayWrite(CAROL, BOB));
        ChatsException refusal =
                assertThrows(ChatsException.class, () -> blocks.requireMayAdd(ALICE, Set.of(ALICE, BOB, CAROL)));
        assertEquals(ErrorCode.FORBIDDEN, refusal.code());
        assertEquals("You cannot add user 2 to a chat.", refusal.getMessage());
        assertDoesNotThrow(() -> blocks.requireMayAdd(ALICE, Set.of(CAROL)));
        assertEquals(Set.of(BOB), blocks.blockers(ALICE, List.of(CAROL, BOB)));
    }

    private void isRefused(long user, long other) {
        ChatsException refusal = assertThrows(ChatsException.class, () -> blocks.requireMayWrite(user, other));
        assertEquals(ErrorCode.FORBIDDEN, refusal.code());
    }

    @Test
    void aHundredWhispersToOneTakeOneQueryAboutHimAndNoneAboutTheSender() {
        for (long sender = 10; sender < 110; sender++) {
            blocks.requireMayWrite(sender, CAROL);
        }
        assertEquals(List.of(Set.of(CAROL)), reads);
    }

    @Test
    void manyAreReadTogetherButThoseThatAreKnown() {
        blocks.of(CAROL);
        assertEquals(
                Set.of(ALICE, BOB, CAROL), blocks.of(Set.of(ALICE, BOB, CAROL)).keySet());
        assertTrue(blocks.of(Set.of(ALICE, BOB, CAROL)).get(ALICE).isHiddenFrom(BOB));
        assertEquals(List.of(Set.of(CAROL), Set.of(ALICE, BOB)), reads);
    }

    @Test
    void soManyAtOnceAndNotMore() {
        Set<Long> users =
                LongStream.rangeClosed(1, Blocks.MOST_AT_ONCE * 2 + 1).boxed().collect(Collectors.toSet());
        assertEquals(users, blocks.of(users).keySet());
        assertEquals(
                List.of(Blocks.MOST_AT_ONCE, Blocks.MOST_AT_ONCE, 1),
                reads.stream().map(Set::size).toList());
    }

    @Test
    void whatHasChangedIsReadAgain() {
        assertEquals(Optional.empty(), blocks.known(ALICE));
        blocks.of(ALICE);
        blocks.of(CAROL);
        isRefused(ALICE, BOB);
        blocks.forget(Set.of(ALICE, BOB));
        stored.clear();
        assertEquals(Optional.empty(), blocks.known(ALICE));
        assertEquals(Optional.of(UserBlocks.NONE), blocks.known(CAROL));
        assertDoesNotThrow(() -> blocks.requireMayWrite(ALICE, BOB));
    }

    @Test
    void whatWasReadWhileItChangedIsNotKept() {
        meanwhile = () -> {
            stored.put(BOB, List.of(ALICE, CAROL));
            blocks.forget(Set.of(BOB, CAROL));
        };
        blocks.of(CAROL);
        assertDoesNotThrow(() -> blocks.requireMayWrite(CAROL, BOB + 10));
        stored.put(BOB, List.of(ALICE));
        assertDoesNotThrow(() -> blocks.requireMayWrite(CAROL, BOB));
        meanwhile = () -> {};
        assertTrue(blocks.of(CAROL).isHiddenFrom(BOB));
        isRefused(CAROL, BOB);
    }

    @Test
    void whatWasReadWhileSomethingElseChangedIsKept() {
        meanwhile = () -> blocks.forget(Set.of(BOB, CAROL));
        blocks.of(ALICE);
        meanwhile = () -> {};
        assertTrue(blocks.known(ALICE).isPresent());
    }
}
