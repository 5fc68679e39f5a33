package chats.marks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** When the marks of those who send are stored, over a store that remembers what it got. */
class SentMarksTest {
    private static final MarkKey ALICE = new MarkKey(7, 1);
    private static final MarkKey BOB = new MarkKey(7, 2);

    private final List<Map<Long, Long>> stored = new ArrayList<>();
    private final Map<MarkKey, Long> lost = new HashMap<>();
    private final FiredMarks<SentMarksStored> fired = new FiredMarks<>();
    private Set<String> alive = Set.of();
    private SQLException failure;
    private Runnable meanwhile = () -> {};
    private int sweeps;
    private long highest = 10;
    private final List<String> looked = new ArrayList<>();

    private final SentMarks marks = new SentMarks(new Remembering(), () -> alive, fired.event());

    private final class Remembering extends MarkStore {
        Remembering() {
            super(null, null);
        }

        @Override
        List<SentMark> storeSent(Map<MarkKey, Long> some) throws SQLException {
            meanwhile.run();
            if (failure != null) {
                throw failure;
            }
            Map<Long, Long> byUser = new TreeMap<>();
            some.forEach((key, seq) -> byUser.put(key.userId(), seq));
            stored.add(byUser);
            return some.entrySet().stream()
                    .map(mark -> new SentMark(mark.getKey(), null, mark.getValue()))
                    .toList();
        }

        @Override
        long highestMessage() {
            return highest;
        }

        @Override
        Map<MarkKey, Long> sentLately(long aboveId, long upToId) throws SQLException {
            sweeps++;
            assertTrue(upToId - aboveId <= MOST_LOOKED_THROUGH);
            boolean goesOn = !looked.isEmpty() && looked.get(looked.size() - 1).endsWith(" to " + aboveId);
            String first = goesOn ? looked.remove(looked.size() - 1).split(" ", 2)[0] : String.valueOf(aboveId);
            looked.add(first + " to " + upToId);
            if (failure != null) {
                throw failure;
            }
            return lost;
        }
    }

    private void send(MarkKey who, long seq) {
        marks.sent(who.chatId(), who.userId(), seq);
    }

    @Test
    void theHighestOfEachIsStoredOnceAndCountsUntilThen() {
        send(ALICE, 3);
        send(ALICE, 5);
        send(ALICE, 4);
        send(BOB, 6);
        assertEquals(5, marks.waiting(ALICE));
        marks.look();
        assertEquals(List.of(Map.of(1L, 5L, 2L, 6L)), stored);
        assertEquals(0, marks.waiting(ALICE));
        marks.look();
        assertEquals(1, stored.size());
        assertEquals(1, fired.fired.size());
        assertEquals(2, fired.fired.get(0).marks().size());
    }

    @Test
    void allWhoHaveSentInAChatAreKnown() {
        send(ALICE, 3);
        send(BOB, 6);
        send(new MarkKey(8, 3), 9);
        assertEquals(Map.of(1L, 3L, 2L, 6L), marks.waitingIn(7));
    }

    @Test
    void whatComesWhileOthersAreStoredWaitsOn() {
        send(ALICE, 3);
        meanwhile = () -> send(ALICE, 8);
        marks.look();
        assertEquals(8, marks.waiting(ALICE));
        meanwhile = () -> {};
        marks.look();
        assertEquals(List.of(Map.of(1L, 3L), Map.of(1L, 8L)), stored);
    }

    @Test
    void withoutTheDatabaseNothingIsLost() {
        failure = new SQLException("away", "08006");
        send(ALICE, 3);
        marks.look();
        assertEquals(3, marks.waiting(ALICE));
        failure = null;
        marks.look();
        assertEquals(List.of(Map.of(1L, 3L)), stored);
        assertEquals(1, sweeps);
    }

    @Test
    void whatIsLostIsLookedForAtTheStartAndWhenANodeHasDied() {
        lost.put(BOB, 9L);
        alive = Set.of("a", "b");
        marks.look();
        assertEquals(List.of(Map.of(2L, 9L)), stored);
        marks.look();
        alive = Set.of("a", "b", "c");
        marks.look();
        assertEquals(1, sweeps);
        alive = Set.of("a", "c");
        marks.look();
        assertEquals(2, sweeps);
        marks.look();
        assertEquals(2, sweeps);
    }

    private void lookForAMinute() {
        for (int i = 0; i < 60; i++) {
            marks.look();
        }
    }

    @Test
    void allMessagesSinceTheMinuteBeforeTheLastAreLookedThroughInPortions() {
        highest = 250_000;
        alive = Set.of("a");
        marks.look();
        assertEquals(List.of("150000 to 250000"), looked);
        highest = 400_000;
        lookForAMinute();
        assertEquals(1, looked.size());
        looked.clear();
        highest = 430_000;
        alive = Set.of();
        marks.look();
        assertEquals(List.of("150000 to 430000"), looked);
        looked.clear();
        alive = Set.of("b");
        highest = 700_000;
        lookForAMinute();
        highest = 701_000;
        alive = Set.of();
        marks.look();
        assertEquals(List.of("400000 to 701000"), looked);
    }

    @Test
    void atLeastTheNewestAreLookedThrough() {
        highest = 250_000;
        alive = Set.of("of the version before");
        marks.look();
        lookForAMinute();
        lookForAMinute();
        looked.clear();
        highest = 260_000;
        alive = Set.of();
        marks.look();
        assertEquals(List.of("160000 to 260000"), looked);
    }

    @Test
    void whileMarksCannotBeStoredTheLooksGoBackAsFarAsBefore() {
        highest = 250_000;
        alive = Set.of("a");
        marks.look();
        looked.clear();
        highest = 260_000;
        failure = new SQLException("away", "08006");
        send(ALICE, 3);
        lookForAMinute();
        lookForAMinute();
        failure = null;
        alive = Set.of();
        marks.look();
        assertEquals(List.of("150000 to 260000"), looked);
    }

    @Test
    void aSweepThatFailsIsDoneAgain() {
        failure = new SQLException("away", "08006");
        marks.look();
        marks.look();
        failure = null;
        marks.look();
        marks.look();
        assertEquals(3, sweeps);
    }

    @Test
    void oneThatCannotBeStoredDoesNotKeepTheOthers() {
        send(ALICE, 3);
        send(BOB, 4);
        failure = new SQLException("a user is gone", "23503");
        int[] calls = {0};
        meanwhile = () -> failure = ++calls[0] == 3 ? null : failure;
        marks.look();
        assertEquals(1, stored.size());
        assertEquals(0, marks.waiting(ALICE) + marks.waiting(BOB));
    }

    @Test
    void theStopStoresWhatWaits() {
        send(ALICE, 3);
        marks.stop();
        assertEquals(List.of(Map.of(1L, 3L)), stored);
    }
}
