package chats.stories;

import static chats.stories.Change.edit;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.run.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A change is one of a user's other events and calls, of which there may be more than messages. */
class ChangeLimitsIT extends Story {
    /** Of messages, by the default of docs/settings.md. */
    private static final int BURST = 200;

    @Test
    void changesTakeNothingFromTheRateOfMessages() {
        Device alice = online("alice");
        ChatRoom chat = alice.opensChatWith();
        alice.sends("hi").to(chat);
        List<CompletableFuture<Frame>> asked = new ArrayList<>();
        for (int i = 0; i < 2 * BURST; i++) {
            asked.add(alice.requests(edit("edit " + i), chat, 1));
        }
        for (int i = 1; i < BURST; i++) {
            asked.add(alice.requests("send_message", chat.message("message " + i)));
        }
        asked.forEach(answer -> Patience.await(answer, "each is answered").granted());
        assertEquals(2 * BURST, alice.owner().looksAt(chat).get("lastRev").asInt());
    }
}
