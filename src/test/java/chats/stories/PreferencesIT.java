package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.client.Shapes;
import chats.client.Trees;
import chats.run.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How one wants to see a chat: on all one's devices, and nobody else's. */
class PreferencesIT extends DoorStory {
    private static JsonNode preferences(boolean muted, boolean pinned, boolean unread) {
        return Trees.object("muted", muted, "pinned", pinned, "unread", unread);
    }

    private static void hears(Device device, ChatRoom chat, JsonNode preferences) {
        assertEquals(
                Trees.object("chatId", chat.id(), "preferences", preferences),
                device.inbox().next("chat_preferences"));
    }

    private static JsonNode changes(Person person, ChatRoom chat, JsonNode change) {
        JsonNode now = person.rest().put(chat.path() + "/preferences", change).ok();
        Shapes.preferences(now);
        return now;
    }

    private static JsonNode shown(Person person, ChatRoom chat) {
        return person.looksAt(chat).get("preferences");
    }

    @Test
    void theyAreOnesOwnOnAllDevices() {
        Device phone = online("alice");
        Device laptop = another(phone);
        Device bob = online("bob");
        Person alice = phone.owner();
        ChatRoom chat = phone.opensChatWith(bob);
        assertEquals(preferences(false, false, false), shown(alice, chat));
        assertEquals(preferences(true, false, false), changes(alice, chat, Trees.object("muted", true)));
        assertEquals(preferences(true, true, false), changes(alice, chat, Trees.object("pinned", true)));
        assertEquals(preferences(true, true, false), changes(alice, chat, Trees.object()));
        assertEquals(preferences(false, true, false), changes(alice, chat, Trees.object("muted", false, "more", 1)));
        for (Device device : new Device[] {phone, laptop}) {
            hears(device, chat, preferences(true, false, false));
            hears(device, chat, preferences(true, true, false));
        }
        assertEquals(preferences(false, true, false), shown(alice, chat));
        assertEquals(preferences(false, false, false), shown(bob.owner(), chat));
    }

    @Test
    void whatIsMarkedAsUnreadIsSoUntilTheNextRead() {
        Device phone = online("alice");
        Device laptop = another(phone);
        Device bob = online("bob");
        ChatRoom chat = bob.opensChatWith(phone);
        bob.sends("hi").to(chat);
        ReadingIT.reads(phone, chat, 1, 1, 0);
        changes(phone.owner(), chat, Trees.object("unread", true));
        hears(laptop, chat, preferences(false, false, true));
        ReadingIT.has(phone.owner(), chat, 1, 0);
        assertEquals(preferences(false, false, true), shown(phone.owner(), chat));
        ReadingIT.reads(phone, chat, 1, 1, 0);
        hears(laptop, chat, preferences(false, false, false));
        assertEquals(preferences(false, false, false), shown(phone.owner(), chat));
    }

    /** What is asked for within the same milliseconds may be taken in either order, so there is a pause. */
    @Test
    void whatWasReadBeforeDoesNotEndThatTheChatIsMarkedAsUnread() throws InterruptedException {
        Device phone = online("alice");
        Device bob = online("bob");
        ChatRoom chat = bob.opensChatWith(phone);
        bob.sends("hi").to(chat);
        bob.sends("are you there?").to(chat);
        ReadingIT.reads(phone, chat, 1, 1, 1);
        CompletableFuture<Frame> waiting = phone.requests("read", Trees.object("chatId", chat.id(), "seq", 2));
        phone.isKnown();
        Thread.sleep(300);
        changes(phone.owner(), chat, Trees.object("unread", true));
        assertEquals(
                2,
                Patience.await(waiting, "the read is answered")
                        .granted()
                        .get("readSeq")
                        .asInt());
        assertEquals(preferences(false, false, true), shown(phone.owner(), chat));
    }

    @Test
    void aDirectChatHasThemToo() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = new ChatRoom(bob.asks("send_message", alice.owner().whisper("hi"))
                .granted()
                .get("chatId")
                .asLong());
        changes(alice.owner(), chat, Trees.object("muted", true));
        hears(alice, chat, preferences(true, false, false));
        assertEquals(preferences(true, false, false), shown(alice.owner(), chat));
    }

    @Test
    void badOnesAreRefused() {
        Person alice = person("alice");
        Person mallory = person("mallory");
        ChatRoom chat = alice.opensChatWith();
        String path = chat.path() + "/preferences";
        for (String field : new String[] {"muted", "pinned", "unread"}) {
            for (Object wrong : new Object[] {1, "true", null}) {
                alice.rest().put(path, Trees.object(field, wrong)).isRefused("validation_failed");
            }
        }
        mallory.rest().put(path, Trees.object("muted", true)).isRefused("not_a_member");
        mallory.rest()
                .put("/chats/2000000000/preferences", Trees.object("muted", true))
                .isRefused("chat_not_found");
        assertEquals(preferences(false, false, false), shown(alice, chat));
    }
}
