package chats.stories;

import static chats.stories.Change.edit;
import static chats.stories.Change.reaction;
import static chats.stories.Change.withdrawal;

import chats.run.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who comes and goes while others talk and change what they said misses nothing and hears nothing twice. */
class ReplayAmongChangesIT extends EveryDoorStory {
    private static final int TALKERS = 4;
    private static final int ROUNDS = 24;

    @Test
    void inARoom() {
        List<Device> talkers =
                IntStream.range(0, TALKERS).mapToObj(i -> online("talker")).toList();
        Device bob = online("bob");
        ChatRoom chat = bob.opensChatWith(talkers.toArray(Device[]::new));
        talkers.forEach(talker -> talker.sends("before").to(chat));
        inTheEndAllKnowTheSame(talkers, bob.owner(), chat);
    }

    /** Of which each socket hears anyway; by entering it is replayed anew. */
    @Test
    void inADirectChat() {
        Device alice = online("alice");
        Device bob = online("bob");
        List<Device> talkers = List.of(alice, bob, another(alice), another(bob));
        ChatRoom chat = new ChatRoom(alice.sends("before").to(bob).get("chatId").asLong());
        talkers.subList(1, TALKERS).forEach(talker -> talker.sends("before").to(chat));
        inTheEndAllKnowTheSame(talkers, bob.owner(), chat);
    }

    private void inTheEndAllKnowTheSame(List<Device> talkers, Person listener, ChatRoom chat) {
        Follower always = comes(new Follower(online(listener), chat));
        Follower visitor = new Follower(online(listener), chat);
        List<Follower> followers = new ArrayList<>(List.of(always, visitor));
        List<CompletableFuture<Frame>> asked = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < TALKERS; i++) {
                Device talker = talkers.get(i);
                asked.add(talker.requests(edit("edit " + round), chat, i + 1));
                asked.add(talker.requests("send_message", chat.message("message " + round)));
                long known = 1L + (i + round) % TALKERS;
                asked.add(talker.requests(round % 2 == 0 ? reaction("👍") : withdrawal("👍"), chat, known));
            }
            switch (round % 6) {
                case 1 -> visitor.enters();
                case 2 -> followers.add(comes(new Follower(online(listener), chat)));
                case 3 -> visitor.leaves();
                case 4 -> followers.add(comes(Follower.withHistory(online(listener), chat)));
                default -> {
                    // only talk
                }
            }
        }
        asked.forEach(answer -> Patience.await(answer, "an answer").granted());
        visitor.enters();
        talkers.get(0).does(edit("the end"), chat, 1);
        JsonNode history = listener.reads(chat, "limit=200");
        for (Follower follower : followers) {
            follower.hearsUntil("the end");
            follower.knows(history);
        }
    }

    private static Follower comes(Follower follower) {
        follower.enters();
        return follower;
    }
}
