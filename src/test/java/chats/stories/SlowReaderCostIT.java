package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.Patience;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** What peers that do not read cost the others: the time from sending to hearing, beside that of a run without them. */
@Tag("long")
class SlowReaderCostIT extends Story {
    private static final int ROUNDS = 5;
    private static final int TALKERS = 4;
    private static final int EACH = 300;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(25);
    private static final String PADDING = " ".repeat(3_900);
    private static final double ALLOWED = 2;

    @Test
    void deliveryToOthersTakesHardlyLonger(TestReporter reporter) throws Exception {
        double best = Double.MAX_VALUE;
        for (int round = 1; round <= ROUNDS; round++) {
            double without = p99Millis(List.of());
            double with = p99Millis(Stream.concat(Stream.of(Sleeper.values()), Stream.of(Sleeper.values()))
                    .toList());
            reporter.publishEntry(
                    "round " + round,
                    "p99 %.1f ms without, %.1f ms with slow readers, ratio %.2f"
                            .formatted(without, with, with / without));
            best = Math.min(best, with / without);
        }
        assertTrue(best <= ALLOWED, "the best ratio of p99 is " + best);
    }

    private double p99Millis(List<Sleeper> sleepers) throws Exception {
        List<Device> talkers =
                IntStream.range(0, TALKERS).mapToObj(i -> online("talker")).toList();
        Person listener = person("listener");
        List<Person> sleeping = sleepers.stream().map(s -> person("sleeper")).toList();
        ChatRoom chat = listener.opensChatWith(Stream.concat(talkers.stream().map(Device::owner), sleeping.stream())
                .toArray(Person[]::new));
        long[] nanos = new long[TALKERS * EACH];
        CompletableFuture<Integer> all = new CompletableFuture<>();
        int[] heard = {0};
        Inbox answers = new Inbox();
        PlainClient ears = new PlainDoor().open(server(), listener.token(), frame -> {
            if (frame.event().equals("receive_message")) {
                String text = frame.data().get("message").asText();
                nanos[heard[0]++] = System.nanoTime() - Long.parseLong(text.trim());
                if (heard[0] == nanos.length) {
                    all.complete(heard[0]);
                }
            } else {
                answers.accept(frame);
            }
        });
        List<Sleeper.Asleep> asleep = new ArrayList<>();
        try {
            ears.send("{\"event\":\"enter_chat\",\"id\":\"1\",\"data\":{\"chatIds\":[" + chat.id() + "]}}");
            Patience.await(answers.answer("1"), "the listener enters").granted();
            for (int i = 0; i < sleepers.size(); i++) {
                asleep.add(sleepers.get(i).fallAsleep(server(), sleeping.get(i), chat));
            }
            for (int i = 0; i < EACH; i++) {
                for (Device talker : talkers) {
                    talker.tells("send_message", chat.message(System.nanoTime() + PADDING));
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            assertEquals(nanos.length, Patience.await(all, "everything is heard"));
        } finally {
            ears.close();
            for (Sleeper.Asleep sleeper : asleep) {
                sleeper.close();
            }
        }
        Arrays.sort(nanos);
        return nanos[nanos.length * 99 / 100] / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}
