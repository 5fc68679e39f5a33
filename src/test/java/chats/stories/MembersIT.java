package chats.stories;

import static chats.stories.Change.deletion;
import static chats.stories.Change.edit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Shapes;
import chats.client.Trees;
import chats.run.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Members are added and removed, and the chat gets other names and admins. */
class MembersIT extends DoorStory {
    private final List<Device> all = new ArrayList<>();

    @Test
    void whoCreatesAChatIsItsAdmin() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        JsonNode created = bob.isToldOf(chat);
        assertEquals(list(alice.owner().id()), created.get("admins"));
        assertEquals("all", created.get("history").asText());
        assertEquals(created, bob.owner().looksAt(chat));
    }

    @Test
    void everyoneLearnsWhoCameAndWhoWent() {
        Device alice = online("alice");
        Device bob = online("bob");
        Device carol = online("carol");
        ChatRoom chat = alice.opensChatWith(bob);
        alice.enters(chat);
        bob.enters(chat);
        alice.sends("one").to(chat);

        JsonNode added = adds(alice, chat, carol);
        assertEquals(change(chat, 1, 1, alice, list(carol.owner().user()), list()), added);
        assertEquals(added, alice.hearsChatChange());
        assertEquals(added, bob.hearsChatChange());
        JsonNode shown = carol.isToldOf(chat);
        assertEquals(carol.owner().looksAt(chat), shown);
        assertEquals("one", shown.get("lastMessage").get("message").asText());
        carol.enters(chat);
        bob.sends("two").to(chat);
        carol.hears("two");
        carol.sends("three").to(chat);
        bob.hears("one", "three");

        Device laptop = online(carol.owner());
        laptop.isKnown();
        JsonNode removed = removes(alice, chat, carol);
        assertEquals(change(chat, 2, 3, alice, list(), list(carol.owner().id())), removed);
        assertEquals(removed, bob.hearsChatChange());
        carol.isTurnedAwayFrom(chat, alice.owner());
        laptop.isTurnedAwayFrom(chat, alice.owner());
        alice.sends("four").to(chat);
        bob.hears("four");
        hasNothingMoreOf(carol, chat);
        assertEquals(List.of("seq 2", "chat_removed"), carol.heard(chat));
    }

    @Test
    void whoWasRemovedDoesNothingThereAnyMoreAndLeavesNoHole() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        bob.enters(chat);
        bob.sends("mine").to(chat);
        removes(alice, chat, bob);
        bob.asks("send_message", chat.message("still here?")).isRefused("not_a_member");
        bob.asks("enter_chat", Trees.object("chatIds", list(chat.id()))).isRefused("not_a_member");
        for (Hand hand : Hand.of(bob)) {
            hand.tries(edit("mine?"), chat, 1).isRefused("not_a_member");
        }
        for (String path : List.of(chat.path(), chat.messages(), chat.message(1), chat.changes("after=0"))) {
            bob.owner().rest().get(path).isRefused("not_a_member");
        }
        assertEquals(0, bob.owner().rest().get("/chats").ok().get("total").asInt());
        assertEquals(2, alice.sends("next").to(chat).get("seq").asInt());

        adds(alice, chat, bob);
        bob.isToldOf(chat);
        bob.isToldOf(chat);
        bob.enters(chat);
        alice.sends("welcome").to(chat);
        bob.hears("welcome");
        assertEquals(4, bob.sends("thanks").to(chat).get("seq").asInt());
        assertEquals(4, bob.owner().reads(chat, "").get("data").size());
    }

    @Test
    void everyoneMayLeave() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        alice.enters(chat);
        bob.enters(chat);
        JsonNode left = removes(bob, chat, bob);
        assertEquals(left, alice.hearsChatChange());
        bob.isTurnedAwayFrom(chat, bob.owner());
        JsonNode last = alice.owner()
                .rest()
                .delete(chat.path() + "/members/" + alice.owner().id())
                .ok();
        assertEquals(list(), last.get("admins"));
        alice.isTurnedAwayFrom(chat, alice.owner());
        alice.owner().rest().get(chat.path()).isRefused("not_a_member");
    }

    @Test
    void whereTheLastAdminLeftEveryMemberIsOne() {
        Device alice = online("alice");
        Device bob = online("bob");
        Device carol = online("carol");
        ChatRoom chat = alice.opensChatWith(bob);
        bob.asks("add_members", members(chat, carol)).isRefused("forbidden");
        removes(alice, chat, alice);
        adds(bob, chat, carol);
        assertEquals(
                "ours",
                carol.asks("update_chat", Trees.object("chatId", chat.id(), "name", "ours"))
                        .granted()
                        .get("name")
                        .asText());
    }

    @Test
    void adminsDeleteWhatOthersSaid() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        long seq = 0;
        for (Hand hand : Hand.of(alice)) {
            bob.sends("rude").to(chat);
            alice.sends("mine").to(chat);
            seq += 2;
            assertEquals("", hand.does(deletion(), chat, seq - 1).get("message").asText());
            hand.tries(edit("nice"), chat, seq - 1).isRefused("forbidden");
        }
        bob.tries(deletion(), chat, seq).isRefused("forbidden");
        alice.asks("update_chat", Trees.object("chatId", chat.id(), "admins", List.of()))
                .granted();
        assertEquals("", bob.does(deletion(), chat, seq).get("message").asText());
        ChatRoom direct = new ChatRoom(
                alice.owner().posts("psst", bob.owner()).get("chatId").asLong());
        bob.tries(deletion(), direct, 1).isRefused("forbidden");
    }

    @Test
    void aChatIsRenamedAndGetsAdmins() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        alice.enters(chat);
        bob.enters(chat);
        JsonNode renamed = alice.owner()
                .rest()
                .patch(chat.path(), Trees.object("name", "new"))
                .ok();
        Shapes.chatChanged(renamed);
        assertEquals("new", renamed.get("name").asText());
        assertEquals(renamed, bob.hearsChatChange());
        JsonNode bobs = list(bob.owner().id());
        JsonNode handedOver = alice.asks("update_chat", Trees.object("chatId", chat.id(), "admins", bobs))
                .granted();
        assertEquals(bobs, handedOver.get("admins"));
        assertEquals("new", handedOver.get("name").asText());
        alice.asks("update_chat", Trees.object("chatId", chat.id(), "name", "mine"))
                .isRefused("forbidden");
        JsonNode nameless = bob.asks("update_chat", Trees.parse("{\"chatId\":" + chat.id() + ",\"name\":null}"))
                .granted();
        assertTrue(nameless.get("name").isNull());
        JsonNode seen = alice.owner().looksAt(chat);
        assertTrue(seen.get("name").isNull());
        assertEquals(bobs, seen.get("admins"));
        assertEquals(3, seen.get("lastRev").asInt());
    }

    @Test
    void whatIsSoAlreadyTakesNoRev() {
        Device alice = online("alice");
        Device bob = online("bob");
        Device carol = online("carol");
        ChatRoom chat = alice.opensChatWith(bob);
        adds(alice, chat, carol);
        JsonNode again = adds(alice, chat, carol);
        assertEquals(change(chat, 1, 0, alice, list(), list()), again);
        Device stranger = online("dave");
        assertEquals(again, removes(alice, chat, stranger));
        assertEquals(
                again, alice.owner().rest().patch(chat.path(), Trees.object()).ok());
    }

    @Test
    void whoWasAwayIsToldOnceWhatHasBecomeOfTheChat() {
        Device alice = online("alice");
        Device bob = online("bob");
        Device carol = online("carol");
        Device dave = online("dave");
        ChatRoom chat = alice.opensChatWith(bob);
        alice.sends("one").to(chat);
        adds(alice, chat, carol);
        adds(alice, chat, dave);
        alice.does(edit("first"), chat, 1);
        removes(alice, chat, carol);
        JsonNode last = alice.owner()
                .rest()
                .patch(chat.path(), Trees.object("name", "new"))
                .ok();
        alice.sends("two").to(chat);

        bob.entersAfter(0, 0, chat);
        bob.hears("first", "two");
        JsonNode summary = bob.hearsChatChange();
        assertEquals(list(dave.owner().user()), summary.get("added"));
        assertEquals(list(), summary.get("removed"));
        assertEquals("new", summary.get("name").asText());
        assertEquals(last.get("rev"), summary.get("rev"));
        bob.hearsTheEndOfTheReplay(chat, 2, 5);
        assertEquals(List.of("seq 1", "seq 2", "chat_changed", "replayed"), bob.heard(chat));

        JsonNode polled = bob.owner().rest().get(chat.changes("after=1")).ok();
        assertEquals(5, polled.get("lastRev").asInt());
        JsonNode since1 = polled.get("data").get(1);
        assertEquals(list(dave.owner().user()), since1.get("added"));
        assertEquals(list(carol.owner().id()), since1.get("removed"));
    }

    @Test
    void whatWasSaidBeforeOneJoinedIsHiddenWhereTheChatSaysSo() {
        Device alice = online("alice");
        Device bob = online("bob");
        Device carol = online("carol");
        ChatRoom chat = ChatRoom.of(alice.owner()
                .rest()
                .post("/chats", Trees.object("userIds", Person.ids(bob.owner()), "history", "joined"))
                .created());
        alice.sends("secret").to(chat);
        alice.does(edit("great secret"), chat, 1);
        JsonNode added = adds(alice, chat, carol);
        JsonNode shown = carol.isToldOf(chat);
        assertEquals("joined", shown.get("history").asText());
        assertTrue(shown.get("lastMessage").isNull());
        assertEquals(1, shown.get("lastSeq").asInt());
        carol.entersAfter(0, 0, chat);
        carol.hearsTheEndOfTheReplay(chat, 1, added.get("rev").asLong());
        alice.does(edit("greater secret"), chat, 1);
        JsonNode said = alice.sends("welcome").to(chat);
        carol.hears("welcome");
        alice.does(edit("welcome!"), chat, 2);
        assertEquals(4, carol.hearsChange().get("rev").asInt());
        assertEquals(List.of("replayed", "seq 2", "rev 4"), carol.heard(chat));
        for (String query : List.of("", "after=0", "before=9")) {
            assertEquals(List.of(2), seqs(carol.owner().reads(chat, query).get("data")));
        }
        carol.owner().rest().get(chat.message(1)).isRefused("message_not_found");
        assertEquals(
                List.of(4),
                revs(carol.owner().rest().get(chat.changes("after=0")).ok()));
        assertEquals(2, said.get("seq").asInt());
        assertEquals(
                2, carol.owner().looksAt(chat).get("lastMessage").get("seq").asInt());
        for (Hand hand : Hand.of(carol)) {
            hand.tries(Change.reaction("👍"), chat, 1).isRefused("message_not_found");
        }
        assertEquals(2, bob.owner().reads(chat, "").get("data").size());
    }

    @Test
    void aRemovalWhileManyWriteIsOneCutForAll() {
        Device alice = online("alice");
        Device bob = online("bob");
        for (int i = 0; i < 10; i++) {
            all.add(online("writer"));
        }
        ChatRoom chat = alice.opensChatWith(all.toArray(Device[]::new));
        adds(alice, chat, bob);
        all.forEach(writer -> writer.enters(chat));
        bob.enters(chat);
        List<CompletableFuture<Frame>> said = new ArrayList<>();
        CompletableFuture<Frame> removal = null;
        for (int i = 0; i < 20; i++) {
            for (Device writer : all) {
                said.add(writer.requests("send_message", chat.message("text " + i)));
                said.add(bob.requests("send_message", chat.message("bob " + i)));
            }
            if (i == 10) {
                removal = alice.requests("remove_members", members(chat, bob));
            }
        }
        long cut =
                Patience.await(removal, "the removal").granted().get("afterSeq").asLong();
        said.forEach(answer -> Patience.await(answer, "an answer"));
        JsonNode history = alice.owner().reads(chat, "limit=200");
        long lastSeq = history.get("lastSeq").asLong();
        for (long from = 0; from < lastSeq; from += 200) {
            for (JsonNode message :
                    alice.owner().reads(chat, "limit=200&after=" + from).get("data")) {
                assertTrue(
                        message.get("seq").asLong() <= cut
                                || message.get("author").get("id").asLong()
                                        != bob.owner().id(),
                        message::toString);
            }
        }
        bob.isTurnedAwayFrom(chat, alice.owner());
        assertTrue(
                bob.inbox().all().stream()
                        .filter(frame -> frame.event().equals("receive_message"))
                        .allMatch(frame -> frame.data().get("seq").asLong() <= cut),
                "nothing is heard behind the cut");
        List<String> heard = all.get(0).heard(chat);
        assertEquals(1, heard.stream().filter("chat_changed"::equals).count(), heard::toString);
    }

    private static JsonNode list(Object... values) {
        return Trees.of(List.of(values));
    }

    private static JsonNode adds(Device who, ChatRoom chat, Device whom) {
        JsonNode change = who.asks("add_members", members(chat, whom)).granted();
        Shapes.chatChanged(change);
        return change;
    }

    private static JsonNode removes(Device who, ChatRoom chat, Device whom) {
        JsonNode change = who.asks("remove_members", members(chat, whom)).granted();
        Shapes.chatChanged(change);
        return change;
    }

    private static JsonNode members(ChatRoom chat, Device whom) {
        return Trees.object("chatId", chat.id(), "userIds", list(whom.owner().id()));
    }

    /** A change of a nameless chat whose only admin made it. */
    private static JsonNode change(
            ChatRoom chat, long rev, long afterSeq, Device admin, JsonNode added, JsonNode removed) {
        long by = admin.owner().id();
        return Trees.object(
                "chatId",
                chat.id(),
                "rev",
                rev,
                "afterSeq",
                afterSeq,
                "by",
                by,
                "name",
                null,
                "admins",
                list(by),
                "added",
                added,
                "removed",
                removed);
    }

    private static void hasNothingMoreOf(Device device, ChatRoom chat) {
        device.isKnown();
        List<String> heard = device.heard(chat);
        assertEquals("chat_removed", heard.get(heard.size() - 1), heard::toString);
    }

    private static List<Integer> seqs(JsonNode messages) {
        return messages.findValues("seq").stream().map(JsonNode::asInt).toList();
    }

    private static List<Integer> revs(JsonNode changes) {
        return changes.get("data").findValues("rev").stream()
                .map(JsonNode::asInt)
                .toList();
    }
}
