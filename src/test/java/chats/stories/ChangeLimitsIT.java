package chats.stories;

import static chats.stories.Change.edit;
import static chats.stories.Change.reaction;
import static chats.stories.Change.withdrawal;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A change costs as much as a message. */
class ChangeLimitsIT extends Story {
    private static final int PER_SECOND = 50;
    private static final int BURST = 4 * PER_SECOND;

    @Test
    void changesAndMessagesShareOneRate() {
        Device alice = online("alice");
        ChatRoom chat = alice.opensChatWith();
        alice.sends("hi").to(chat);
        long start = System.nanoTime();
        List<CompletableFuture<Frame>> asked = new ArrayList<>();
        for (int i = 0; i < BURST; i++) {
            asked.add(alice.requests(edit("edit " + i), chat, 1));
            asked.add(alice.requests(i % 2 == 0 ? reaction("👍") : withdrawal("👍"), chat, 1));
            asked.add(alice.requests("send_message", chat.message("message " + i)));
        }
        long granted = 0;
        for (CompletableFuture<Frame> answer : asked) {
            Frame frame = Patience.await(answer, "each is answered");
            if (frame.event().equals("exception")) {
                frame.isRefused("rate_limited");
            } else {
                granted++;
            }
        }
        double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        String taken = granted + " are granted in " + seconds + " s";
        assertTrue(granted >= BURST - 1, taken);
        assertTrue(granted <= BURST + PER_SECOND * seconds + 1, taken);
    }

    @Test
    void whatIsRefusedCostsNothing() {
        Device alice = online("alice");
        ChatRoom chat = alice.opensChatWith();
        ChatRoom secret = person("bob").opensChatWith();
        List<CompletableFuture<Frame>> asked = new ArrayList<>();
        for (int i = 0; i < BURST; i++) {
            asked.add(alice.requests(edit(" "), chat, 1));
            asked.add(alice.requests(edit("edit"), secret, 1));
        }
        for (int i = 0; i < asked.size(); i++) {
            Patience.await(asked.get(i), "each is answered")
                    .isRefused(i % 2 == 0 ? "validation_failed" : "not_a_member");
        }
        asked.clear();
        for (int i = 0; i < BURST; i++) {
            asked.add(alice.requests("send_message", chat.message("message " + i)));
        }
        asked.forEach(answer -> Patience.await(answer, "each is answered").granted());
    }
}
