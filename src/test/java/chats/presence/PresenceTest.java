package chats.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.TestClock;
import chats.blocks.BlocksChanged;
import chats.bus.Bus;
import chats.bus.Channel;
import chats.bus.FakeBus;
import chats.bus.Node;
import chats.live.Audience;
import chats.live.OpenSocket;
import chats.log.Pair;
import chats.presence.Visibility.Known;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Who is there, by a clock and a database that are the test's. A node by the name of "b" speaks when the test says so. */
class PresenceTest {
    private static final long ALICE = 1;
    private static final long BOB = 2;
    private static final long CAROL = 3;
    private static final long STRANGER = 9;
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final TestClock clock = new TestClock();
    private final Set<Long> connected = new HashSet<>();
    private final Map<Long, Instant> stored = new TreeMap<>();
    private final Set<String> liveNodes = new HashSet<>();
    private final FakeBus bus = new FakeBus();
    private boolean isDatabaseAway;
    private int statements;
    private final OpenSocket alice = OpenSocket.of(ALICE);
    private final Set<Long> hiddenFromAlice = new HashSet<>();
    private final Set<Pair> failing = new HashSet<>();
    private final List<Pair> asked = new ArrayList<>();
    private Runnable whileAsked = () -> {};
    private int questions;
    private Presence presence = presence(true, bus);
    private Watching watching = new Watching(true, presence, visibility(), null);

    private Presence presence(boolean isOn, Bus over) {
        Audience audience = new Audience(null, null) {
            @Override
            public boolean isHere(long userId) {
                return connected.contains(userId);
            }
        };
        SeenTable table = new SeenTable(null) {
            @Override
            void store(Map<Long, Instant> seen) throws SQLException {
                if (isDatabaseAway) {
                    throw new SQLException("away");
                }
                statements += seen.isEmpty() ? 0 : 1;
                stored.putAll(seen);
            }
        };
        return new Presence(isOn, audience, table, () -> liveNodes, new NodeDigests(over, new Node("a", "a")), clock);
    }

    /** Alice and those whom she may not see are hidden from each other, and nobody else is; nobody knows strangers. */
    private Visibility visibility() {
        return new Visibility(null) {
            @Override
            Known knownTo(long userId, Collection<Long> users) {
                asks();
                Known known = new Known(new HashMap<>(), new HashSet<>());
                users.stream().filter(user -> user != STRANGER).forEach(user -> {
                    if (isHidden(userId, user)) {
                        known.blocked().add(user);
                    } else {
                        known.visible().put(user, Optional.ofNullable(stored.get(user)));
                    }
                });
                whileAsked.run();
                return known;
            }

            @Override
            Map<Pair, Map<Long, Optional<Instant>>> between(Collection<Pair> pairs) {
                asks();
                asked.addAll(pairs);
                if (pairs.stream().anyMatch(failing::contains)) {
                    throw new PersistenceException("fails");
                }
                Map<Pair, Map<Long, Optional<Instant>>> visible = new HashMap<>();
                pairs.stream()
                        .filter(pair -> !isHidden(pair.low(), pair.high()))
                        .forEach(pair -> {
                            visible.put(pair, new HashMap<>());
                            pair.users()
                                    .forEach(
                                            user -> visible.get(pair).put(user, Optional.ofNullable(stored.get(user))));
                        });
                whileAsked.run();
                return visible;
            }

            private void asks() {
                questions++;
                if (isDatabaseAway) {
                    throw new PersistenceException(new SQLException("away", "08006"));
                }
            }

            private boolean isHidden(long one, long other) {
                return one == ALICE && hiddenFromAlice.contains(other)
                        || other == ALICE && hiddenFromAlice.contains(one);
            }
        };
    }

    /** Blocks of these users among each other have changed, as another node or this one has done. */
    private void learns(Long... users) {
        watching.onBlocksChanged(new BlocksChanged(Set.of(users), false));
    }

    /** Anybody may see more or less of these users than before. */
    private void learnsMuch(Long... users) {
        watching.onBlocksChanged(new BlocksChanged(Set.of(users), true));
    }

    private void comes(long user) {
        connected.add(user);
        presence.opened(OpenSocket.of(user).connection());
        presence.look();
    }

    private void goes(long user) {
        connected.remove(user);
        presence.closed(OpenSocket.of(user).connection());
        presence.look();
    }

    private void passes(Duration time) {
        clock.advance(time);
        presence.look();
    }

    private List<UserPresence> watches(OpenSocket socket, Long... users) {
        List<UserPresence> answer = new ArrayList<>();
        watching.watch(socket.connection(), new LinkedHashSet<>(List.of(users)), answer::addAll);
        return answer;
    }

    private static String online(long user, Instant at) {
        return "presence" + "{\"userId\":" + user + ",\"online\":true,\"seenAt\":\"" + text(at) + "\"}";
    }

    private static String offline(long user, Instant at) {
        return "presence" + "{\"userId\":" + user + ",\"online\":false,\"seenAt\":\"" + text(at) + "\"}";
    }

    /** With milliseconds, as clients read it. */
    private static String text(Instant at) {
        return at.plusNanos(1_000_000).toString().length() == 24 && at.getNano() != 0
                ? at.toString()
                : at.toString().replace("Z", ".000Z");
    }

    @Test
    void aWatcherHearsOfComingAndOfGoingTenSecondsAfterTheLastSocket() {
        assertEquals(List.of(UserPresence.unknown(BOB)), watches(alice, BOB));
        comes(BOB);
        assertEquals(List.of(online(BOB, clock.instant())), alice.heard());
        passes(Duration.ofMinutes(1));
        Instant left = clock.instant();
        goes(BOB);
        passes(GRACE.minus(MOMENT));
        assertEquals(1, alice.heard().size());
        passes(MOMENT);
        assertEquals(offline(BOB, left), alice.heard().get(1));
        assertEquals(List.of(new UserPresence(BOB, false, left)), watches(alice, BOB));
    }

    @Test
    void aReconnectWithinTenSecondsTellsNothing() {
        comes(BOB);
        watches(alice, BOB);
        goes(BOB);
        passes(GRACE.minus(MOMENT));
        comes(BOB);
        passes(GRACE);
        passes(GRACE);
        goes(BOB);
        passes(GRACE.minus(MOMENT));
        assertEquals(List.of(), alice.heard());
        assertTrue(watches(alice, BOB).get(0).online());
    }

    @Test
    void whatAWatcherWasAnsweredIsNotToldOnceMore() {
        OpenSocket carol = OpenSocket.of(CAROL);
        watches(carol, BOB);
        connected.add(BOB);
        presence.opened(OpenSocket.of(BOB).connection());
        Instant came = clock.instant();
        assertEquals(List.of(new UserPresence(BOB, true, came)), watches(alice, BOB));
        passes(MOMENT);
        assertEquals(List.of(), alice.heard());
        assertEquals(List.of(online(BOB, came)), carol.heard());
    }

    @Test
    void theAnswerIsInTheOrderAskedAndOfAStrangerNothingIsTold() {
        comes(STRANGER);
        comes(BOB);
        stored.put(CAROL, Instant.EPOCH);
        stored.put(STRANGER, Instant.EPOCH);
        assertEquals(
                List.of(
                        new UserPresence(CAROL, false, Instant.EPOCH),
                        UserPresence.unknown(STRANGER),
                        new UserPresence(BOB, true, clock.instant())),
                watches(alice, CAROL, STRANGER, BOB));
        goes(STRANGER);
        passes(GRACE);
        assertEquals(List.of(), alice.heard());
    }

    @Test
    void whoIsWatchedNowReplacesThoseBefore() {
        watches(alice, BOB);
        watches(alice, CAROL);
        comes(BOB);
        comes(CAROL);
        assertEquals(List.of(online(CAROL, clock.instant())), alice.heard());
        watches(alice);
        goes(CAROL);
        passes(GRACE);
        assertEquals(1, alice.heard().size());
    }

    @Test
    void aSocketThatHasEndedIsToldNothing() {
        watches(alice, BOB);
        alice.ends();
        presence.closed(alice.connection());
        OpenSocket late = OpenSocket.of(ALICE);
        late.ends();
        watches(late, BOB);
        comes(BOB);
        assertEquals(List.of(), alice.heard());
        assertEquals(List.of(), late.heard());
    }

    @Test
    void whoComesAndGoesBetweenTwoLooksWasThere() {
        watches(alice, BOB);
        presence.opened(OpenSocket.of(BOB).connection());
        presence.closed(OpenSocket.of(BOB).connection());
        Instant at = clock.instant();
        presence.look();
        passes(GRACE);
        assertEquals(List.of(online(BOB, at), offline(BOB, at)), alice.heard());
    }

    @Test
    void switchedOffItTellsNothing() {
        presence = presence(false, bus);
        watching = new Watching(false, presence, visibility(), null);
        stored.put(BOB, Instant.EPOCH);
        connected.add(BOB);
        assertEquals(List.of(UserPresence.unknown(BOB)), watches(alice, BOB));
        assertEquals(Set.of(), presence.concerned(Set.of(ALICE, BOB)), "nobody tells when the socket closes");
        presence.receive(Channel.EVERYBODY, "pb 1 A 2 -");
        presence.look();
        learns(ALICE);
        watching.review();
        presence.stop();
        assertEquals(List.of(), alice.heard());
        assertEquals(0, statements);
        assertEquals(0, questions);
    }

    @Test
    void whoIsThereByAnotherNodeIsOnlineUntilThatSaysOtherwise() {
        liveNodes.add("b");
        watches(alice, BOB);
        hears("pb 1 A 2 -");
        assertEquals(List.of(online(BOB, clock.instant())), alice.heard());
        comes(BOB);
        Instant left = clock.instant();
        hears("pb 2 D - 2:" + left.toEpochMilli());
        goes(BOB);
        assertEquals(1, alice.heard().size(), "he had moved here");
        hears("pb 3 D 2 -");
        passes(GRACE);
        assertEquals(1, alice.heard().size(), "he had moved back");
        hears("pb 4 D - 2:" + left.toEpochMilli());
        assertEquals(offline(BOB, left), alice.heard().get(1));
        assertEquals(List.of(new UserPresence(BOB, false, left)), watches(alice, BOB));
    }

    @Test
    void theUsersOfANodeThatDiedAreGoneTenSecondsLater() {
        watches(alice, BOB, CAROL);
        liveNodes.add("b");
        hears("pb 1 A 2,3 -");
        passes(Duration.ofSeconds(60));
        comes(CAROL);
        // its last heartbeat counts for three seconds
        Instant died = clock.instant().minusSeconds(3);
        liveNodes.remove("b");
        passes(Duration.ofSeconds(7).minus(MOMENT));
        assertEquals(2, alice.heard().size());
        passes(MOMENT);
        assertEquals(offline(BOB, died), alice.heard().get(2));
        assertEquals(3, alice.heard().size(), "Carol is here by now");
        presence.save();
        assertEquals(died, stored.get(BOB));
    }

    @Test
    void aNodeThatWasSilentForLessIsBelievedAgain() {
        watches(alice, BOB);
        liveNodes.add("b");
        hears("pb 1 A 2 -");
        liveNodes.remove("b");
        passes(Duration.ofSeconds(6));
        liveNodes.add("b");
        passes(Duration.ofSeconds(6));
        assertEquals(1, alice.heard().size());
    }

    @Test
    void whatANodeTellsAnewReplacesWhatItHadSaid() {
        watches(alice, BOB, CAROL);
        hears("pb 1 A 2 -");
        hears("pb 7 A 3 -");
        assertEquals(
                List.of(online(BOB, clock.instant()), offline(BOB, clock.instant()), online(CAROL, clock.instant())),
                alice.heard());
    }

    @Test
    void whomANodeNamesAnewInSeveralDigestsDoesNotSeemAwayBetweenThem() {
        watches(alice, BOB, CAROL);
        hears("pb 1 A 2,3 -");
        hears("pb 2 A+ 7 -");
        hears("pb 3 D+ 8 -");
        hears("pb 4 D 3 -");
        assertEquals(
                List.of(online(BOB, clock.instant()), online(CAROL, clock.instant()), offline(BOB, clock.instant())),
                alice.heard());
    }

    @Test
    void ifADigestOfThoseNamedAnewIsLostTheOldOnesStayAndTheNodeIsAsked() {
        presence.look();
        watches(alice, BOB, CAROL);
        hears("pb 1 A 2,3 -");
        clock.advance(Duration.ofSeconds(3));
        bus.sent.clear();
        hears("pb 2 A+ 7 -");
        hears("pb 4 D 3 -");
        assertEquals(2, alice.heard().size());
        assertEquals(List.of("e0 q"), bus.sent);
    }

    @Test
    void aNodeThatNeverAnswersIsAskedLessAndLessOften() {
        presence.look();
        bus.sent.clear();
        liveNodes.add("b");
        for (int second = 0; second < 600; second++) {
            passes(Duration.ofSeconds(1));
        }
        long questions = bus.sent.stream().filter("e0 q"::equals).count();
        assertTrue(questions > 5 && questions < 20, () -> questions + " questions");
        hears("pb 1 A - -");
        hears("pb 3 D - -");
        bus.sent.clear();
        passes(Duration.ofSeconds(3));
        assertEquals(List.of("e0 q"), bus.sent);
    }

    @Test
    void moreUsersThanADigestHoldsAreNamedAnewTogether() {
        LongStream.rangeClosed(1, Digest.MOST_USERS + 1).forEach(user -> {
            connected.add(user);
            presence.opened(OpenSocket.of(user).connection());
        });
        presence.look();
        clock.advance(Duration.ofSeconds(1));
        bus.sent.clear();
        hears("q");
        assertEquals(2, bus.sent.size());
        assertTrue(bus.sent.get(0).contains(" A+ "));
        assertTrue(bus.sent.get(1).contains(" D "));
    }

    @Test
    void aLostDigestIsNoticedAndAskedFor() {
        presence.look();
        bus.sent.clear();
        hears("pb 1 A 2 -");
        hears("pb 2 D - -");
        passes(Duration.ofSeconds(4));
        assertEquals(List.of(), bus.sent);
        hears("pb 4 D - -");
        assertEquals(List.of("e0 q"), bus.sent);
        hears("pb 5 A 2 -");
        passes(Duration.ofSeconds(4));
        assertEquals(1, bus.sent.size());
    }

    @Test
    void aNodeThatLivesAndHasSaidNothingIsAsked() {
        presence.look();
        bus.sent.clear();
        liveNodes.add("b");
        passes(Duration.ofSeconds(4));
        assertEquals(List.of("e0 q"), bus.sent);
    }

    @Test
    void manyWhoComeInAMomentTravelTogether() {
        presence.look();
        assertEquals(List.of("e0 pa 1 A - -", "e0 q"), bus.sent);
        bus.sent.clear();
        LongStream.rangeClosed(1, Digest.MOST_USERS + 1).forEach(user -> {
            connected.add(user);
            presence.opened(OpenSocket.of(user).connection());
        });
        int before = bus.sendings;
        presence.look();
        assertEquals(1, bus.sendings - before);
        assertEquals(2, bus.sent.size());
        assertTrue(bus.sent.get(0).startsWith("e0 pa 2 D "), bus.sent.get(0).substring(0, 10));
        assertTrue(bus.sent.get(1).startsWith("e0 pa 3 D "), bus.sent.get(1).substring(0, 10));
        passes(Duration.ofSeconds(1));
        assertEquals(1, bus.sendings - before, "nothing to tell costs nothing");
    }

    @Test
    void askedItTellsAllOnceASecond() {
        comes(BOB);
        bus.sent.clear();
        clock.advance(Duration.ofSeconds(1));
        hears("q");
        hears("q");
        assertEquals(List.of("e0 pa 3 A 2 -"), bus.sent);
        passes(Duration.ofSeconds(1));
        assertEquals(2, bus.sent.size());
    }

    @Test
    void aNodeThatMayHaveMissedSomethingAsksAndTells() {
        presence.look();
        bus.sent.clear();
        presence.mayHaveMissed();
        passes(Duration.ofSeconds(3));
        assertEquals(List.of("e0 pa 2 A - -", "e0 q"), bus.sent);
    }

    @Test
    void whenUsersWereThereIsStoredTogetherAndAgainIfThatFails() {
        Instant came = clock.instant();
        comes(BOB);
        comes(CAROL);
        isDatabaseAway = true;
        presence.save();
        isDatabaseAway = false;
        presence.save();
        assertEquals(Map.of(BOB, came, CAROL, came), stored);
        assertEquals(1, statements);
        clock.advance(Duration.ofMinutes(1));
        Instant left = clock.instant();
        goes(BOB);
        presence.save();
        assertEquals(1, statements, "he may come back");
        passes(GRACE);
        presence.save();
        assertEquals(Map.of(BOB, left, CAROL, came), stored);
        presence.stop();
        assertEquals(Map.of(BOB, left, CAROL, clock.instant()), stored);
    }

    @Test
    void whoIsHiddenFromNowOnGoesOfflineForBothAndBackWhenHeIsShownAgain() {
        OpenSocket bob = OpenSocket.of(BOB);
        OpenSocket carol = OpenSocket.of(CAROL);
        comes(ALICE);
        comes(BOB);
        watches(alice, BOB, CAROL);
        watches(bob, ALICE);
        watches(carol, ALICE, BOB);
        hiddenFromAlice.add(BOB);
        learns(ALICE, BOB);
        watching.review();
        String unknownBob = "presence{\"userId\":2,\"online\":false,\"seenAt\":null}";
        assertEquals(List.of(unknownBob), alice.heard());
        assertEquals(List.of("presence{\"userId\":1,\"online\":false,\"seenAt\":null}"), bob.heard());
        goes(BOB);
        passes(GRACE);
        goes(ALICE);
        passes(GRACE);
        assertEquals(1, alice.heard().size(), "nothing of his coming and going");
        assertEquals(1, bob.heard().size());
        assertEquals(2, carol.heard().size(), "nothing is hidden from others");
        comes(BOB);
        hiddenFromAlice.remove(BOB);
        learns(ALICE, BOB);
        watching.review();
        assertEquals(List.of(unknownBob, online(BOB, clock.instant())), alice.heard());
        assertEquals(2, bob.heard().size());
    }

    @Test
    void whoWatchesNobodyAndIsWatchedByNobodyIsNotAskedAbout() {
        watches(alice, BOB);
        questions = 0;
        learnsMuch(CAROL, STRANGER);
        learns(CAROL, STRANGER);
        watching.review();
        watching.review();
        assertEquals(0, questions);
        learnsMuch(BOB);
        watching.review();
        watching.review();
        assertEquals(1, questions);
        assertEquals(List.of(), alice.heard(), "nothing has changed");
    }

    @Test
    void ofABlockTheTwoAloneAreAskedAbout() {
        watches(alice, BOB, CAROL);
        watches(OpenSocket.of(CAROL), ALICE, BOB);
        learns(ALICE, BOB, STRANGER);
        watching.review();
        assertEquals(List.of(Pair.of(ALICE, BOB)), asked);
    }

    @Test
    void whoIsWatchedWithoutACommonChatIsNotRemembered() {
        watches(alice, STRANGER, 99L);
        assertEquals(Set.of(ALICE, 99L), presence.concerned(Set.of(ALICE, STRANGER, 99L)));
        watches(alice, STRANGER);
        assertEquals(Set.of(), presence.concerned(Set.of(ALICE, STRANGER, 99L)));
    }

    @Test
    void ofManyWhoAreRemovedManyAreAskedAboutTogether() {
        Long[] users = LongStream.rangeClosed(10, 9 + Review.MOST_PAIRS).boxed().toArray(Long[]::new);
        watches(alice, users);
        questions = 0;
        learnsMuch(users);
        watching.review();
        assertEquals(1, questions);
        assertEquals(Review.MOST_PAIRS, Set.copyOf(asked).size());
    }

    /** Alice's own are more than one query asks about. */
    @Test
    void aBlockThatComesMeanwhileIsAskedAboutBeforeTheRest() {
        watches(
                alice,
                LongStream.rangeClosed(10, 9 + 3 * Review.MOST_PAIRS).boxed().toArray(Long[]::new));
        watches(OpenSocket.of(BOB), CAROL);
        whileAsked = () -> {
            whileAsked = () -> {};
            learns(BOB, CAROL);
        };
        learnsMuch(ALICE);
        watching.review();
        assertEquals(3 * Review.MOST_PAIRS + 1, asked.size());
        assertEquals(Pair.of(BOB, CAROL), asked.get(Review.MOST_PAIRS));
    }

    @Test
    void aPairThatAlwaysFailsKeepsNoOtherFromBeingAsked() {
        Long[] users =
                LongStream.rangeClosed(10, 9 + 2 * Review.MOST_PAIRS).boxed().toArray(Long[]::new);
        watches(alice, users);
        failing.add(Pair.of(ALICE, 10));
        failing.add(Pair.of(ALICE, 11));
        hiddenFromAlice.addAll(List.of(users));
        learnsMuch(users);
        watching.review();
        assertEquals(users.length - 2, alice.heard().size());
        failing.clear();
        watching.review();
        assertEquals(users.length, alice.heard().size());
    }

    @Test
    void whatCannotBeAskedIsAskedAgain() {
        watches(alice, BOB, CAROL);
        watches(OpenSocket.of(BOB), ALICE);
        hiddenFromAlice.add(BOB);
        hiddenFromAlice.add(CAROL);
        learns(BOB, ALICE);
        learnsMuch(CAROL);
        isDatabaseAway = true;
        questions = 0;
        watching.review();
        assertEquals(1, questions, "it is away");
        assertEquals(List.of(), alice.heard());
        isDatabaseAway = false;
        watching.review();
        assertEquals(2, alice.heard().size());
    }

    @Test
    void whatChangesWhileASocketBeginsToWatchIsAskedAgain() {
        comes(BOB);
        whileAsked = () -> {
            whileAsked = () -> {};
            hiddenFromAlice.add(BOB);
            learns(ALICE, BOB);
            watching.review();
        };
        assertTrue(watches(alice, BOB).get(0).online(), "as it was when it was asked");
        watching.review();
        assertEquals(List.of("presence{\"userId\":2,\"online\":false,\"seenAt\":null}"), alice.heard());
    }

    /** A review that has asked about those before must not hide those whom the socket watches since. */
    @Test
    void whoIsWatchedSinceAReviewHasAskedStaysAsHeWas() {
        watches(alice, BOB);
        whileAsked = () -> {
            whileAsked = () -> {};
            watches(alice, BOB, CAROL);
        };
        learnsMuch(ALICE);
        watching.review();
        comes(CAROL);
        assertEquals(List.of(online(CAROL, clock.instant())), alice.heard());
    }

    private void hears(String text) {
        assertTrue(presence.takes(text));
        presence.receive(Channel.EVERYBODY, text);
        presence.look();
    }
}
