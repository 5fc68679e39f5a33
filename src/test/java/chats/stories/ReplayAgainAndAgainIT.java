package chats.stories;

import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Trees;
import chats.run.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Counts all statements of the strict server. */
@ResourceLock(StrictStory.LOCK)
class ReplayAgainAndAgainIT extends StrictStory {
    private static final int CHATS = 1_000;
    private static final int TIMES = 60;

    /** By {@code Replayer}: what asking the database once costs of the rate, beside the messages themselves. */
    private static final int READ_COST = 10;

    private static final int BURST = 4;
    /** Two queries in a transaction. */
    private static final int STATEMENTS_OF_A_READ = 4;

    private static final int EVERYTHING_ELSE = 1_000;

    @Test
    void enteringAThousandChatsFromTheBeginningAgainAndAgainLoadsNobody() {
        Device hog = online("hog");
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        bob.enters(chat);
        List<ChatRoom> chats = Past.of(stage(), CHATS, 10, "old ", hog.owner());
        ObjectNode after = Trees.object();
        chats.forEach(old -> after.put(Long.toString(old.id()), 0));
        JsonNode entering =
                Trees.object("chatIds", chats.stream().mapToLong(ChatRoom::id).toArray(), "after", after);

        long start = System.nanoTime();
        long statements = stage().statements().count();
        List<CompletableFuture<Frame>> answers = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            answers.add(hog.requests("enter_chat", entering));
            alice.sends("still here " + i).to(chat);
            bob.hears("still here " + i);
        }
        long refused = answers.stream()
                .map(answer -> Patience.await(answer, "the hog is answered"))
                .filter(answer -> answer.event().equals("exception"))
                .peek(answer -> answer.isRefused("rate_limited"))
                .count();
        double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        long executed = stage().statements().count() - statements;
        assertTrue(refused > 0, "so much is not let through");
        double reads = (BURST + seconds) * REPLAY_PER_SECOND / READ_COST;
        assertTrue(executed < reads * STATEMENTS_OF_A_READ + EVERYTHING_ELSE, () -> executed + " in " + seconds + " s");
    }
}
