package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.client.Shapes;
import chats.client.Trees;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class NewChatsIT extends DoorStory {
    @Override
    Device online(Person person, String token) {
        return super.online(person, token).isKnown();
    }

    @Test
    void aChatIsCreatedThroughASocketLikeOverRest() {
        Device alice = online("alice");
        Person bob = person("bob");
        JsonNode chat = alice.asks("create_chat", Trees.object("userIds", Person.ids(bob), "name", "Lunch"))
                .granted();
        Shapes.chat(chat);
        assertEquals("Lunch", chat.get("name").asText());
        assertEquals(chat, alice.owner().rest().get("/chats/" + chat.get("id")).ok());
        assertEquals(chat, bob.rest().get("/chats/" + chat.get("id")).ok());
    }

    @Test
    void everySocketOfItsMembersIsToldButTheCreatingOne() {
        Device alice = online("alice");
        Device alicesPhone = another(alice);
        Device bob = online("bob");
        Device bobsPhone = another(bob);
        JsonNode data = Trees.object("userIds", Person.ids(bob.owner()));
        JsonNode created = alice.asks("create_chat", data).granted();
        ChatRoom first = ChatRoom.of(created);
        for (Device other : new Device[] {alicesPhone, bob, bobsPhone}) {
            assertEquals(created, other.isToldOf(first));
        }
        ChatRoom second = ChatRoom.of(bob.asks("create_chat", Trees.object("userIds", Person.ids(alice.owner())))
                .granted());
        alice.isToldOf(second);
    }

    @Test
    void oneThatIsCreatedOverRestIsToldToAll() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        alice.isToldOf(chat);
        bob.isToldOf(chat);
    }

    @Test
    void othersAreNotTold() {
        Device alice = online("alice");
        Device bob = online("bob");
        Device carol = online("carol");
        alice.opensChatWith(bob);
        ChatRoom withCarol = alice.opensChatWith(carol);
        carol.isToldOf(withCarol);
    }

    @Test
    void nobodyEntersAChatByBeingToldOfIt() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        bob.isToldOf(chat);
        alice.sends("nobody is in").to(chat);
        bob.enters(chat);
        alice.sends("now he is").to(chat);
        bob.hears("now he is");
    }

    @Test
    void aRepeatedClientChatIdIsTheSameChatAndNobodyIsToldAgain() {
        Device alice = online("alice");
        Device bob = online("bob");
        JsonNode data = Trees.object("userIds", Person.ids(bob.owner()), "clientChatId", "trip");
        JsonNode created = alice.asks("create_chat", data).granted();
        assertEquals(created, alice.asks("create_chat", data).granted());
        assertEquals(created, alice.owner().rest().post("/chats", data).ok());
        alice.asks("create_chat", Trees.object("userIds", Person.ids(alice.owner()), "clientChatId", "trip"))
                .isRefused("conflict");
        ChatRoom next = alice.opensChatWith(bob);
        bob.isToldOf(ChatRoom.of(created));
        bob.isToldOf(next);
    }

    @Test
    void whoIsUnknownCannotBeInvited() {
        Device alice = online("alice");
        long[] ids = {alice.owner().id(), Person.strangers(1)[0]};
        alice.asks("create_chat", Trees.object("userIds", ids)).isRefused("user_not_found");
        assertEquals(0, alice.owner().rest().get("/chats").ok().get("total").asInt());
    }
}
