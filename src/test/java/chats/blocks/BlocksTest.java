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
import org.junit.jupiter.api.Test;

/** What is remembered of blocks, by a table that is the test's. Bob, 2, blocks Alice, 1. */
class BlocksTest {
    private static final long ALICE = 1;
    private static final long BOB = 2;
    private static final long CAROL = 3;

    private final List<Set<Long>> reads = new ArrayList<>();
    private final Map<Long, UserBlocks> stored = new HashMap<>(Map.of(
            ALICE, UserBlocks.of(List.of(), List.of(BOB)),
            BOB, UserBlocks.of(List.of(ALICE), List.of()),
            CAROL, UserBlocks.NONE));
    private Runnable meanwhile = () -> {};
    private final Blocks blocks = new Blocks(new BlockTable(null, null) {
        @Override
        Map<Long, UserBlocks> of(Collection<Long> users) {
            reads.add(new TreeSet<>(users));
            Map<Long, UserBlocks> found = new HashMap<>();
            users.forEach(user -> found.put(user, stored.get(user)));
            meanwhile.run();
            return found;
        }
    });

    @Test
    void oneDirectionIsNotTheOther() {
        assertTrue(blocks.of(ALICE).isBlockedBy(BOB));
        assertFalse(blocks.of(BOB).isBlockedBy(ALICE));
        assertTrue(blocks.of(ALICE).isHiddenFrom(BOB));
        assertTrue(blocks.of(BOB).isHiddenFrom(ALICE));
        assertFalse(blocks.of(ALICE).isHiddenFrom(CAROL));
        assertFalse(blocks.of(ALICE).isNone());
        assertTrue(blocks.of(CAROL).isNone());
        assertSame(UserBlocks.NONE, UserBlocks.of(Set.of(), Set.of()));
    }

    @Test
    void whoIsBlockedIsRefusedAndNobodyElse() {
        assertEquals(
                ErrorCode.FORBIDDEN,
                assertThrows(ChatsException.class, () -> blocks.requireMayWrite(ALICE, BOB))
                        .code());
        assertDoesNotThrow(() -> blocks.requireMayWrite(BOB, ALICE));
        assertDoesNotThrow(() -> blocks.requireMayWrite(CAROL, BOB));
        ChatsException refusal =
                assertThrows(ChatsException.class, () -> blocks.requireMayAdd(ALICE, Set.of(ALICE, BOB, CAROL)));
        assertEquals(ErrorCode.FORBIDDEN, refusal.code());
        assertEquals("You cannot add user 2 to a chat.", refusal.getMessage());
        assertDoesNotThrow(() -> blocks.requireMayAdd(ALICE, Set.of(CAROL)));
        assertEquals(Set.of(BOB), blocks.blockers(ALICE, List.of(CAROL, BOB)));
    }

    @Test
    void aHundredWhispersTakeOneQuery() {
        for (int i = 0; i < 100; i++) {
            blocks.of(CAROL);
        }
        assertEquals(List.of(Set.of(CAROL)), reads);
    }

    @Test
    void manyAreReadTogetherButThoseThatAreKnown() {
        blocks.of(CAROL);
        assertEquals(stored, blocks.of(Set.of(ALICE, BOB, CAROL)));
        assertEquals(stored, blocks.of(Set.of(ALICE, BOB, CAROL)));
        assertEquals(List.of(Set.of(CAROL), Set.of(ALICE, BOB)), reads);
    }

    @Test
    void whatHasChangedIsReadAgain() {
        assertEquals(Optional.empty(), blocks.known(ALICE));
        blocks.of(ALICE);
        blocks.of(CAROL);
        blocks.forget(Set.of(ALICE, BOB));
        assertEquals(Optional.empty(), blocks.known(ALICE));
        assertEquals(Optional.of(UserBlocks.NONE), blocks.known(CAROL));
    }

    @Test
    void whatWasReadWhileItChangedIsNotKept() {
        meanwhile = () -> {
            stored.put(CAROL, UserBlocks.of(List.of(), List.of(BOB)));
            blocks.forget(Set.of(BOB, CAROL));
        };
        blocks.of(CAROL);
        meanwhile = () -> {};
        assertTrue(blocks.of(CAROL).isBlockedBy(BOB));
        assertEquals(2, reads.size());
    }
}
