package chats.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FairQueueTest {
    private final FairQueue<String> queue = new FairQueue<>(500, 1_000);

    @Test
    void keysTakeTurns() {
        add("a1", "a2", "a3", "b1", "c1", "c2");

        assertEquals(List.of("a1", "b1", "c1", "a2", "c2", "a3"), rest());
    }

    @Test
    void oneThatComesLateIsBehindOneOfEachOther() {
        add("a1", "a2", "a3", "b1", "b2", "b3");
        assertEquals(Optional.of("a1"), queue.poll());
        add("c1");

        assertEquals(List.of("b1", "a2", "c1", "b2", "a3", "b3"), rest());
    }

    @Test
    void aKeyWithManyDelaysAnotherByOne() {
        for (int i = 0; i < 500; i++) {
            assertTrue(queue.offer("flood", "flood" + i));
        }
        queue.poll();
        assertEquals(1, queue.ahead("b"));
        add("b1");
        assertEquals(2, queue.ahead("c"));
        add("c1");

        assertEquals(List.of("flood1", "b1", "c1", "flood2"), rest().subList(0, 4));
    }

    @Test
    void whoComesBackAtOnceIsBehindAllThatWait() {
        add("a1", "b1", "c1");
        assertEquals(Optional.of("a1"), queue.poll());
        add("a2");

        assertEquals(List.of("b1", "c1", "a2"), rest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b", "c", "d"})
    void tellsHowManyLeaveBefore(String key) {
        add("a1", "a2", "a3", "b1", "c1", "c2");
        int ahead = queue.ahead(key);
        add(key + "new");

        List<String> order = rest();
        assertEquals(order.indexOf(key + "new"), ahead, order::toString);
    }

    @Test
    void isFullForOneKeyBeforeItIsForAll() {
        FairQueue<String> small = new FairQueue<>(2, 3);

        assertTrue(small.offer("a", "a1"));
        assertTrue(small.offer("a", "a2"));
        assertFalse(small.offer("a", "a3"));
        assertTrue(small.offer("b", "b1"));
        assertFalse(small.offer("c", "c1"));
        small.poll();
        assertTrue(small.offer("c", "c1"));
        assertEquals(3, small.size());
    }

    @Test
    void whatIsNotWantedAnyMoreTakesNoTurn() {
        add("a1", "a2", "b1", "b2", "c1");
        List<String> left = new ArrayList<>();

        assertEquals(Optional.of("a2"), queue.poll(element -> element.endsWith("2"), left::add));
        assertEquals(Optional.of("b2"), queue.poll(element -> element.endsWith("2"), left::add));
        assertEquals(Optional.empty(), queue.poll(element -> element.endsWith("2"), left::add));
        assertEquals(List.of("a1", "b1", "c1"), left);
        assertEquals(0, queue.size());
    }

    /** The first letter is the key. */
    private void add(String... elements) {
        for (String element : elements) {
            assertTrue(queue.offer(element.substring(0, 1), element));
        }
    }

    private List<String> rest() {
        List<String> rest = new ArrayList<>();
        for (Optional<String> next = queue.poll(); next.isPresent(); next = queue.poll()) {
            rest.add(next.get());
        }
        return rest;
    }
}
