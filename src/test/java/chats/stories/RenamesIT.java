package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Answer;
import chats.client.Rest;
import chats.client.Trees;
import chats.run.RunningServer;
import chats.run.ServerUnderTest;
import chats.run.SharedServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody with an account of Chats' own takes another nickname while others talk with him. */
@SharedServer
@ResourceLock(ServerUnderTest.HASHES)
class RenamesIT extends Story {
    private final RunningServer server;
    private final String nickname = Rest.newName();
    private Device alice;
    private Device bob;
    private ChatRoom chat;

    RenamesIT(RunningServer server) {
        this.server = server;
    }

    @Override
    RunningServer server() {
        return server;
    }

    @Override
    Person person(String name) {
        String free = Rest.newName();
        Answer registered = Rest.stranger(server).documented().registerPatiently(free + "@example.org", free);
        return person(server, free, registered.accessToken());
    }

    @BeforeEach
    void talk() {
        alice = online("alice");
        bob = online("bob");
        chat = alice.opensChatWith(bob);
        alice.enters(chat);
        bob.enters(chat);
        alice.sends("before").to(chat);
        bob.hears("before");
    }

    @Test
    void thoseWhoShareAChatAreToldAndNobodyElse() {
        Device whisperer = online("carol");
        whisperer.owner().posts("psst", alice.owner());
        Device another = another(alice);
        Device stranger = online("dave");
        JsonNode me = rename(alice.owner(), nickname);
        String email = alice.owner().nickname() + "@example.org";
        assertEquals(Trees.object("id", alice.owner().id(), "nickname", nickname, "email", email), me);
        for (Device told : List.of(bob, whisperer, alice, another)) {
            assertEquals(
                    Trees.object("user", Trees.object("id", alice.owner().id(), "nickname", nickname)),
                    told.inbox().next("user_changed"));
        }
        stranger.asks("leave_chat", Trees.object("chatIds", new long[] {chat.id()}))
                .granted();
        assertTrue(
                stranger.inbox().all().stream().noneMatch(frame -> frame.event().equals("user_changed")));
    }

    @Test
    void theNextMessageOfAnOpenSocketCarriesTheNewNickname() {
        rename(alice.owner(), nickname);
        JsonNode sent = says(alice, "after");
        assertEquals(nickname, sent.at("/author/nickname").asText());
        assertEquals(sent, bob.hears("after"));
        JsonNode changed = alice.does(Change.edit("after all"), chat, 2);
        assertEquals(nickname, changed.at("/author/nickname").asText());
        assertEquals(nickname, bob.hearsChange().at("/message/author/nickname").asText());
    }

    @Test
    void everyAnswerHasTheNewNickname() {
        Person reader = bob.owner();
        JsonNode whisper = alice.owner().posts("psst", reader);
        ChatRoom direct = new ChatRoom(whisper.get("chatId").asLong());
        // what is cached is read before
        reader.rest().get("/chats").ok();
        reader.looksAt(chat);
        reader.rest().get("/chats?kind=direct").ok();
        rename(alice.owner(), nickname);

        assertEquals(
                nickname,
                alice.owner().rest().get("/users/me").ok().get("nickname").asText());
        assertEquals(
                1,
                reader.rest().get("/users?query=" + nickname).ok().get("total").asInt());
        JsonNode listed = reader.rest().get("/chats").ok().at("/data/0");
        assertEquals(nickname, listed.at("/lastMessage/author/nickname").asText());
        assertEquals(nickname, shownIn(listed));
        assertEquals(nickname, shownIn(reader.looksAt(chat)));
        assertEquals(
                nickname, shownIn(reader.rest().get("/chats?kind=direct").ok().at("/data/0")));
        assertEquals(
                nickname, reader.reads(chat, "").at("/data/0/author/nickname").asText());
        assertEquals(
                nickname, reader.reads(direct, "").at("/data/0/author/nickname").asText());
        assertEquals(nickname, reader.reads(chat, 1).at("/author/nickname").asText());
        JsonNode conversation = reader.rest().get("/whispers").ok().at("/data/0");
        assertEquals(nickname, conversation.at("/user/nickname").asText());
        assertEquals(nickname, conversation.at("/lastWhisper/author/nickname").asText());
        assertEquals(
                nickname,
                alice.owner().posts("again", chat).at("/author/nickname").asText());
        Device later = another(bob);
        later.enters(chat);
        says(alice, "live");
        assertEquals(nickname, later.hears("live").at("/author/nickname").asText());
    }

    private String shownIn(JsonNode chat) {
        return Trees.each(chat.get("users"))
                .filter(user -> user.get("id").asLong() == alice.owner().id())
                .findFirst()
                .orElseThrow()
                .get("nickname")
                .asText();
    }

    @Test
    void anotherCallOfAKnownUserHasTheNewNicknameToo() {
        rename(alice.owner(), nickname);
        Device fresh = another(alice);
        JsonNode sent = says(fresh, "from another socket");
        assertEquals(nickname, sent.at("/author/nickname").asText());
        assertEquals(
                alice.owner().id(),
                person(server(), alice.owner().subject(), alice.owner().token()).id());
    }

    @Test
    void aNicknameOfAnothersOrOneThatLooksLikeItIsTaken() {
        rename(bob.owner(), nickname);
        for (String taken : List.of(nickname, nickname.toUpperCase(Locale.ROOT), "  " + nickname + " ")) {
            alice.owner()
                    .rest()
                    .patch("/users/me", Trees.object("nickname", taken))
                    .isRefused("conflict");
        }
        assertEquals(
                alice.owner().nickname(),
                alice.owner().rest().get("/users/me").ok().get("nickname").asText());
    }

    @Test
    void onesOwnNicknameMayBeWrittenInAnotherWayAndTheOldOneIsFree() {
        rename(alice.owner(), nickname);
        String louder = nickname.toUpperCase(Locale.ROOT);
        assertEquals(louder, rename(alice.owner(), louder).get("nickname").asText());
        rename(alice.owner(), "a" + nickname);
        assertEquals(nickname, rename(bob.owner(), nickname).get("nickname").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"nickname\":null}",
                "{\"nickname\":null,\"password\":null,\"currentPassword\":null}",
                "{\"currentPassword\":\"something\"}",
                "{\"something\":\"else\"}"
            })
    void whatSaysNothingChangesNothing(String body) {
        JsonNode before = alice.owner().rest().get("/users/me").ok();
        assertEquals(before, alice.owner().rest().patch("/users/me", body).ok());
    }

    @Test
    void theNicknameThatOneHasIsNoChange() {
        JsonNode before = alice.owner().rest().get("/users/me").ok();
        assertEquals(before, rename(alice.owner(), alice.owner().nickname()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{\"nickname\":5}",
                "{\"nickname\":\"\"}",
                "{\"nickname\":\"  \"}",
                "{\"nickname\":\"a\\u0000b\"}",
                "{\"nickname\":\"a\\u202eb\"}",
                "{\"nickname\":\"a\\ud83d\"}",
                "{\"nickname\":\"12345678901234567890123456789012345678901\"}",
                "{\"password\":\"1234567\"}",
                "{\"password\":12345678}",
                "{\"password\":\"12345678\",\"currentPassword\":5}"
            })
    void aChangeOfTheWrongFormIsRefused(String body) {
        alice.owner().rest().patch("/users/me", body).isRefused("validation_failed");
    }

    /** What was acknowledged, whoever its author is. */
    private JsonNode says(Device device, String text) {
        return device.asks("send_message", chat.message(text)).granted();
    }

    private static JsonNode rename(Person person, String to) {
        return person.rest().patch("/users/me", Trees.object("nickname", to)).ok();
    }
}
