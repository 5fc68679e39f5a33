package chats.stories;

import static chats.stories.Change.deletion;
import static chats.stories.Change.edit;
import static chats.stories.Change.reaction;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Trees;
import chats.run.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Many change one chat at once: there is one order, and in the end everybody knows the same. */
class ChangesAtOnceIT extends Story {
    private static final int CROWD = 50;

    private Door door = new PlainDoor();

    @Override
    Door door() {
        return door;
    }

    @Test
    void fiftySocketsOfTheAuthorEditAndFiftyPeopleReact() {
        List<Device> crowd =
                IntStream.range(0, CROWD).mapToObj(i -> online("crowd")).toList();
        Device author = crowd.get(0);
        List<Device> sockets = new ArrayList<>(List.of(author));
        while (sockets.size() < CROWD) {
            sockets.add(another(author));
        }
        ChatRoom chat = author.opensChatWith(crowd.toArray(Device[]::new));
        author.sends("one").to(chat);
        author.sends("two").to(chat);
        door = new JavaDoor();
        List<Device> listeners = List.of(another(crowd.get(1)), another(crowd.get(2)), another(author), sockets.get(7));
        listeners.forEach(listener -> listener.enters(chat));

        List<CompletableFuture<Frame>> asked = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            asked.add(sockets.get(i).requests(edit("edit " + i), chat, 1));
            asked.add(crowd.get(i).requests(reaction("👍"), chat, 1));
            asked.add(crowd.get(i).requests("send_message", chat.message("message " + i)));
            asked.add(crowd.get(i).requests(reaction(i % 2 == 0 ? "🎉" : "👍"), chat, 2));
            asked.add(sockets.get(i).requests(edit("edit again " + i), chat, 2));
        }
        List<JsonNode> answers = asked.stream()
                .map(answer -> Patience.await(answer, "an answer").granted())
                .toList();
        assertEquals(5 * CROWD, answers.size());

        List<Long> revs = LongStream.rangeClosed(1, 4 * CROWD).boxed().toList();
        List<List<JsonNode>> heard = listeners.stream()
                .map(listener ->
                        revs.stream().map(rev -> listener.hearsChange()).toList())
                .toList();
        assertEquals(
                revs,
                heard.get(0).stream().map(change -> change.get("rev").asLong()).toList());
        heard.forEach(changes -> assertEquals(heard.get(0), changes, "one order for everybody"));
        JsonNode history = author.owner().reads(chat, "limit=200");
        for (long seq : new long[] {1, 2}) {
            JsonNode now = history.get("data").get((int) seq - 1);
            assertEquals(now, last(heard.get(0), seq));
            for (Device member : crowd.subList(0, 3)) {
                assertEquals(now, member.owner().reads(chat, seq));
            }
        }
        Set<JsonNode> everybody = new HashSet<>();
        history.at("/data/0/reactions/0/userIds").forEach(everybody::add);
        assertEquals(CROWD, everybody.size());
        Trees.each(history.at("/data/1/reactions"))
                .forEach(each -> assertEquals(CROWD / 2, each.get("userIds").size()));
        listeners.subList(0, 2).forEach(listener -> isOneOrder(listener, chat, 2));
        JsonNode changes = author.owner().findsChanges(chat, "after=0");
        assertEquals(2, changes.get("data").size());
        assertEquals(heard.get(0).get(4 * CROWD - 1), changes.get("data").get(1));
        assertEquals(4L * CROWD, changes.get("lastRev").asLong());
    }

    @Test
    void nothingOfADeletedMessageIsHeardAfterItsDeletion() {
        Device alice = online("alice");
        Device bob = online("bob");
        List<Device> sockets = List.of(alice, another(alice), another(alice), another(alice));
        ChatRoom chat = alice.opensChatWith(bob);
        bob.enters(chat);
        sockets.forEach(socket -> socket.enters(chat));
        for (int seq = 1; seq <= 5; seq++) {
            alice.sends("secret").to(chat);
            List<CompletableFuture<Frame>> asked = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                for (Device socket : sockets) {
                    boolean deletes = i == 2 && socket == sockets.get(seq % 4);
                    asked.add(socket.requests(deletes ? deletion() : edit("secret " + i), chat, seq));
                }
                asked.add(bob.requests(reaction(Character.toString(0x1F600 + i)), chat, seq));
            }
            for (CompletableFuture<Frame> answer : asked) {
                Frame frame = Patience.await(answer, "an answer");
                if (frame.event().equals("exception")) {
                    frame.isRefused("conflict");
                }
            }
            alice.tries(edit("risen"), chat, seq).isRefused("conflict");
            JsonNode deleted = alice.owner().reads(chat, seq);
            assertTrue(deleted.has("deletedAt"));
            JsonNode change = bob.hearsChange();
            while (!change.get("message").has("deletedAt")) {
                assertEquals(seq, change.get("message").get("seq").asInt());
                change = bob.hearsChange();
            }
            assertEquals(deleted, change.get("message"));
        }
        // anything more would have come before this
        JsonNode edited = alice.does(
                edit("the end"), chat, alice.sends("last").to(chat).get("seq").asLong());
        assertEquals(edited, bob.hearsChange().get("message"));
        isOneOrder(bob, chat, 0);
        bob.heardNothingOfWhatWasDeleted(chat);
        sockets.forEach(socket -> socket.heardNothingOfWhatWasDeleted(chat));
    }

    @Test
    void whatIsChangedAsSoonAsItIsSaidIsHeardFirst() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        Follower follower = new Follower(another(bob), chat);
        follower.enters();
        List<CompletableFuture<Frame>> sent = new ArrayList<>();
        List<CompletableFuture<Frame>> changed = new ArrayList<>();
        for (int seq = 1; seq <= 100; seq++) {
            changed.add(bob.requests(reaction("👍"), chat, seq));
            sent.add(alice.requests("send_message", chat.message("message " + seq)));
            changed.add(bob.requests(reaction("👍"), chat, seq));
        }
        sent.forEach(answer -> Patience.await(answer, "an answer").granted());
        for (CompletableFuture<Frame> answer : changed) {
            Frame frame = Patience.await(answer, "an answer");
            if (frame.event().equals("exception")) {
                frame.isRefused("message_not_found");
            }
        }
        alice.does(edit("the end"), chat, 1);
        follower.hearsUntil("the end");
        follower.knows(bob.owner().reads(chat, "limit=200"));
    }

    private static JsonNode last(List<JsonNode> changes, long seq) {
        JsonNode last = null;
        for (JsonNode change : changes) {
            JsonNode message = change.get("message");
            last = message.get("seq").asLong() == seq ? message : last;
        }
        return last;
    }

    /** Each change came behind the message that was the last one then, and before the next. */
    private static void isOneOrder(Device listener, ChatRoom chat, long entered) {
        long seq = entered;
        long rev = 0;
        for (Frame frame : listener.inbox().all()) {
            JsonNode data = frame.data();
            if (frame.id().isPresent() || data.path("chatId").asLong() != chat.id()) {
                continue;
            }
            if (frame.event().equals("message_changed")) {
                assertEquals(++rev, data.get("rev").asLong());
                assertEquals(seq, data.get("afterSeq").asLong(), () -> "in its place: " + data);
            } else {
                assertEquals(++seq, data.get("seq").asLong());
            }
        }
    }
}
