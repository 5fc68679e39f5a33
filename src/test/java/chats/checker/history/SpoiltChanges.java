package chats.checker.history;

import static chats.checker.history.PlayOfChanges.EMOJI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A good history with changes, to be spoilt in each way that there is. */
abstract class SpoiltChanges {
    final PlayOfChanges play = new PlayOfChanges();

    static Wish.React on(String id, Stored message) {
        return new Wish.React(id, message.place(), EMOJI, true);
    }

    static Wish.React off(String id, Stored message) {
        return new Wish.React(id, message.place(), EMOJI, false);
    }

    static void swap(List<Event> events, Event one, Event other) {
        Collections.swap(events, events.indexOf(one), events.indexOf(other));
    }

    void finds(Flaw... expected) {
        assertEquals(Set.of(expected), found(), () -> play.judged().toString());
    }

    void findsAmongOthers(Flaw expected) {
        assertTrue(found().contains(expected), () -> play.judged().toString());
    }

    private Set<Flaw> found() {
        return play.judged().findings().stream()
                .map(Finding::flaw)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Flaw.class)));
    }
}
