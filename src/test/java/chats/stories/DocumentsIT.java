package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Answer;
import chats.client.Rest;
import chats.client.Trees;
import chats.documents.AsyncApi;
import chats.documents.OpenApi;
import chats.run.Patience;
import chats.run.RunningServer;
import chats.run.ServerUnderTest;
import chats.run.SharedServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The documents are there for everybody, and true: every call of a {@link Rest} that is {@code documented()} and every frame that {@link PlainClient} receives
 * is held to them, in all stories; here each operation and each event has its turn.
 */
@SharedServer
@ResourceLock(ServerUnderTest.HASHES)
@ExtendWith(Stage.Shared.class)
@ResourceLock(value = Stage.LOCK, mode = ResourceAccessMode.READ)
class DocumentsIT {
    private static final String REACTION = "/reactions/%F0%9F%91%8D";

    private static final String LARGE = "{\"message\":\"" + "x".repeat(70_000) + "\"}";

    /** What all stories are held to is what is served, to the last word. */
    @Test
    void openApiIsServedAsItIsMade(RunningServer server) {
        Rest nobody = Rest.stranger(server).documented();
        JsonNode served = nobody.get("/openapi?format=json").ok();
        for (String part : new String[] {"openapi", "info", "tags", "security", "paths", "components"}) {
            assertTrue(served.has(part), part);
            assertEquals(OpenApi.part(part), served.get(part), part);
        }
        assertEquals(200, nobody.get("/openapi/ui/").status());
    }

    @Test
    void openApiLeavesOutWhatAServerDoesNotHave(Stage stage) {
        JsonNode paths = Rest.stranger(stage.server())
                .documented()
                .get("/openapi?format=json")
                .ok()
                .get("paths");
        assertTrue(paths.has("/chats"));
        assertTrue(paths.has("/metrics"));
        assertFalse(paths.has("/auth/login"), "people come from a provider of their own");
    }

    @Test
    void asyncApiIsServedAndKept(RunningServer server) {
        Answer document = Rest.stranger(server).documented().get("/asyncapi.yaml");
        assertEquals(200, document.status());
        assertTrue(document.text().startsWith("asyncapi: 3.0.0\n"));
        assertTrue(document.headers().firstValue("ETag").isPresent());
        assertEquals(
                405,
                Rest.stranger(server).documented().post("/asyncapi.yaml", "{}").status());
        assertEquals(
                404, Rest.stranger(server).documented().get("/assets/none.js").status());
        assertEquals(200, Rest.stranger(server).documented().get("/").status());
    }

    @Test
    void everyOperationAnswersAsDocumented(RunningServer server, Stage stage) {
        Rest nobody = Rest.stranger(server).documented();
        JsonNode account = account();
        JsonNode tokens = nobody.post("/auth/register", account).created();
        JsonNode friend = nobody.post("/auth/register", account()).created();
        JsonNode stranger = nobody.post("/auth/register", account()).created();
        nobody.post("/auth/register", account).isRefused("conflict");
        nobody.post("/auth/login", account).ok();
        nobody.post("/auth/login", Trees.object("email", account.get("email"), "password", "not this one"))
                .isRefused("unauthorized");
        JsonNode refreshed = nobody.post("/auth/refresh", Trees.object("refreshToken", tokens.get("refreshToken")))
                .ok();
        nobody.post("/auth/refresh", Trees.object("refreshToken", "none")).isRefused("unauthorized");

        Rest alice = Rest.stranger(server)
                .documented()
                .with(refreshed.get("accessToken").asText());
        Rest outsider = Rest.stranger(server)
                .documented()
                .with(stranger.get("accessToken").asText());
        JsonNode bob = friend.get("user").get("id");
        String chat = chats(alice, bob);
        messages(alice, outsider, chat);
        changes(alice, outsider, chat);
        members(alice, outsider, chat, stranger.at("/user/id"));
        whispers(alice, bob);
        logins(alice, nobody);
        changesOfOneself(alice, nobody, friend.at("/user/nickname"));
        Rest foreigner = Story.person("carol", stage.server(), stage.provider()).rest();
        foreigner.patch("/users/me", "{}").isRefused("forbidden");
        alice.get("/users/me").ok();
        alice.get("/users?query=" + account.get("nickname").asText()).ok();
        alice.get("/users?page=0").isRefused("validation_failed");
        for (String path : new String[] {
            "/users/me",
            "/auth/logins",
            "/users",
            "/chats",
            chat,
            chat + "/messages",
            chat + "/messages/1",
            chat + "/changes",
            "/whispers"
        }) {
            nobody.get(path).isRefused("unauthorized");
        }
        nobody.patch(chat + "/messages/1", "{}").isRefused("unauthorized");
        nobody.delete(chat + "/messages/1").isRefused("unauthorized");
        nobody.patch(chat, "{}").isRefused("unauthorized");
        nobody.get(chat + "/reads").isRefused("unauthorized");
        alice.get("/chats/none/reads").isRefused("validation_failed");
        for (String path : new String[] {chat + "/read", chat + "/preferences"}) {
            nobody.put(path).isRefused("unauthorized");
            refusesBodies(alice, "PUT", path);
        }
        blocks(alice, nobody, bob);
        nobody.post(chat + "/members", "{}").isRefused("unauthorized");
        nobody.delete(chat + "/members/1").isRefused("unauthorized");
        nobody.put(chat + "/messages/1" + REACTION).isRefused("unauthorized");
        nobody.delete(chat + "/messages/1" + REACTION).isRefused("unauthorized");
        for (String path : new String[] {"/chats", chat + "/messages", "/whispers", "/auth/logout"}) {
            nobody.post(path, "{}").isRefused("unauthorized");
            refusesBodies(alice, "POST", path);
        }
        refusesBodies(alice, "PATCH", chat + "/messages/1");
        refusesBodies(alice, "PATCH", chat);
        refusesBodies(alice, "POST", chat + "/members");
        refusesBodies(alice, "PATCH", "/users/me");
        for (String path : new String[] {"/auth/register", "/auth/login", "/auth/refresh"}) {
            refusesBodies(nobody, "POST", path);
        }
        assertEquals(204, alice.post("/auth/logout", "{\"everywhere\":true}").status());
        for (String path : new String[] {
            "/health", "/health/started", "/health/live", "/health/ready", "/metrics", "/openapi", "/asyncapi.yaml"
        }) {
            assertEquals(200, nobody.get(path).status(), path);
        }

        Set<String> unseen = OpenApi.documented();
        unseen.removeAll(OpenApi.seen());
        unseen.removeIf(operation -> operation.endsWith(" 429") || operation.endsWith(" 503"));
        assertEquals(Set.of(), unseen);
    }

    @Test
    void everyEventIsAsDocumented(Stage stage, RunningServer server) {
        Person alice = Story.person("alice", stage.server(), stage.provider());
        Person bob = Story.person("bob", stage.server(), stage.provider());
        String brief = stage.provider()
                .token(alice.subject(), alice.nickname(), Instant.now().plusSeconds(59));
        Device speaker = device(stage, alice, brief);
        Device listener = device(stage, bob, bob.token());
        JsonNode chat = speaker.asks("create_chat", Trees.object("userIds", new long[] {bob.id()}))
                .granted();
        assertEquals(chat, listener.inbox().next("chat_created"));
        listener.enters(ChatRoom.of(chat));
        speaker.asks("send_message", Trees.object("chatId", chat.get("id"), "message", "hi"))
                .granted();
        listener.inbox().next("receive_message");
        for (Change change : List.of(Change.edit("ho"), Change.reaction("👍"), Change.deletion())) {
            speaker.does(change, ChatRoom.of(chat), 1);
            listener.hearsChange();
        }
        signals(stage, speaker, listener, ChatRoom.of(chat));
        members(speaker, listener, ChatRoom.of(chat));
        hearsOfARename(server);
        listener.entersAfter(0, 0, ChatRoom.of(chat));
        listener.inbox().next("replayed");
        speaker.asks("send_message", Trees.object("whisperTargetId", bob.id(), "message", "psst"))
                .granted();
        listener.inbox().next("receive_whisper");
        listener.asks("sync_whispers", Trees.object()).granted();
        listener.leaves(ChatRoom.of(chat));
        speaker.asks("send_message", Trees.object()).isRefused("validation_failed");
        speaker.inbox().next("token_expiring");
        speaker.asks("refresh_token", Trees.object("token", alice.token())).granted();
        speaker.transport().close();
        listener.transport().close();
        Set<String> undocumented = new TreeSet<>(AsyncApi.messagesOfTheServer());
        undocumented.removeAll(AsyncApi.seen());
        assertEquals(Set.of(), undocumented, "never seen");
    }

    private static void signals(Stage stage, Device speaker, Device listener, ChatRoom chat) {
        speaker.asks("typing", Trees.object("chatId", chat.id())).granted();
        listener.inbox().next("typing");
        Person carol = Story.person("carol", stage.server(), stage.provider());
        long[] watched = {carol.id()};
        speaker.asks("add_members", Trees.object("chatId", chat.id(), "userIds", watched))
                .granted();
        listener.inbox().next("chat_changed");
        listener.asks("watch_presence", Trees.object("userIds", watched)).granted();
        Device newcomer = device(stage, carol, carol.token());
        listener.inbox().next("presence");
        newcomer.transport().close();
    }

    private static void members(Device speaker, Device listener, ChatRoom chat) {
        JsonNode members = Trees.object(
                "chatId", chat.id(), "userIds", new long[] {listener.owner().id()});
        speaker.asks("update_chat", Trees.object("chatId", chat.id(), "name", "lunch"))
                .granted();
        listener.inbox().next("chat_changed");
        speaker.asks("remove_members", members).granted();
        listener.inbox().next("chat_removed");
        speaker.asks("add_members", members).granted();
        listener.inbox().next("chat_created");
        listener.enters(chat);
    }

    /** Where the accounts are the server's own. */
    private static void hearsOfARename(RunningServer server) {
        Rest nobody = Rest.stranger(server).documented();
        String token = nobody.post("/auth/register", account())
                .created()
                .get("accessToken")
                .asText();
        Inbox inbox = new Inbox();
        PlainClient socket = new PlainDoor().open(server, token, inbox);
        socket.send("{\"event\":\"sync_whispers\",\"data\":{},\"id\":\"open\"}");
        Patience.await(inbox.answer("open"), "the socket is there").granted();
        nobody.with(token)
                .patch("/users/me", Trees.object("nickname", Rest.newName()))
                .ok();
        inbox.next("user_changed");
        socket.close();
    }

    private static void logins(Rest alice, Rest nobody) {
        JsonNode logins = alice.get("/auth/logins").ok().get("data");
        assertTrue(logins.get(0).get("current").asBoolean());
        String other = "/auth/logins/" + logins.get(1).get("id").asText();
        nobody.delete(other).isRefused("unauthorized");
        assertEquals(204, alice.delete(other).status());
        alice.delete(other).isRefused("not_found");
    }

    private static void changesOfOneself(Rest alice, Rest nobody, JsonNode taken) {
        alice.patch("/users/me", Trees.object("nickname", taken)).isRefused("conflict");
        nobody.patch("/users/me", "{}").isRefused("unauthorized");
        alice.patch("/users/me", "{}").ok();
    }

    private static String chats(Rest alice, JsonNode bob) {
        JsonNode wanted = Trees.object("userIds", new Object[] {bob}, "clientChatId", "one");
        JsonNode chat = alice.post("/chats", wanted).created();
        assertEquals(chat, alice.post("/chats", wanted).ok());
        alice.post("/chats", Trees.object("userIds", new Object[] {bob}, "clientChatId", "one", "name", "another"))
                .isRefused("conflict");
        alice.post("/chats", Trees.object("userIds", Person.strangers(1))).isRefused("user_not_found");
        alice.get("/chats").ok();
        alice.get("/chats?limit=0").isRefused("validation_failed");
        return "/chats/" + chat.get("id");
    }

    private static void messages(Rest alice, Rest outsider, String chat) {
        JsonNode wanted = Trees.object("message", "hi", "clientMessageId", "one");
        JsonNode message = alice.post(chat + "/messages", wanted).created();
        assertEquals(message, alice.post(chat + "/messages", wanted).ok());
        alice.post(chat + "/messages", Trees.object("message", "ho", "clientMessageId", "one"))
                .isRefused("conflict");
        outsider.post(chat + "/messages", wanted).isRefused("not_a_member");
        alice.post("/chats/2000000000/messages", wanted).isRefused("chat_not_found");
        alice.get(chat).ok();
        alice.get(chat + "/messages").ok();
        alice.get(chat + "/messages?limit=0").isRefused("validation_failed");
        outsider.get(chat).isRefused("not_a_member");
        outsider.get(chat + "/messages").isRefused("not_a_member");
        alice.get("/chats/none").isRefused("validation_failed");
        alice.get("/chats/2000000000").isRefused("chat_not_found");
        alice.get("/chats/2000000000/messages").isRefused("chat_not_found");
    }

    private static void whispers(Rest alice, JsonNode bob) {
        JsonNode wanted = Trees.object("whisperTargetId", bob, "message", "psst", "clientMessageId", "two");
        JsonNode whisper = alice.post("/whispers", wanted).created();
        assertEquals(whisper, alice.post("/whispers", wanted).ok());
        alice.post("/whispers", Trees.object("whisperTargetId", bob, "message", "ho", "clientMessageId", "two"))
                .isRefused("conflict");
        alice.post("/whispers", Trees.object("whisperTargetId", 2_000_000_000, "message", "psst"))
                .isRefused("user_not_found");
        alice.get("/whispers").ok();
        alice.get("/whispers?with=" + bob).ok();
        alice.get("/whispers?with=none").isRefused("validation_failed");
        alice.get("/whispers?with=2000000000").isRefused("user_not_found");
    }

    private static void changes(Rest alice, Rest outsider, String chat) {
        String message = chat + "/messages/1";
        String missing = chat + "/messages/9";
        JsonNode edit = Trees.object("message", "ho", "clientChangeId", "one");
        assertEquals("ho", alice.patch(message, edit).ok().get("message").asText());
        alice.patch(message, Trees.object("message", "other", "clientChangeId", "one"))
                .isRefused("conflict");
        outsider.patch(message, edit).isRefused("not_a_member");
        alice.patch(missing, Trees.object("message", "ho")).isRefused("message_not_found");
        alice.get(message).ok();
        alice.get(chat + "/messages/none").isRefused("validation_failed");
        outsider.get(message).isRefused("not_a_member");
        alice.get(missing).isRefused("message_not_found");
        alice.put(message + REACTION).ok();
        outsider.put(message + REACTION).isRefused("not_a_member");
        alice.put(missing + REACTION).isRefused("message_not_found");
        alice.put(message + "/reactions/a").isRefused("validation_failed");
        alice.delete(message + REACTION).ok();
        outsider.delete(message + REACTION).isRefused("not_a_member");
        alice.delete(missing + REACTION).isRefused("message_not_found");
        alice.delete(message + "/reactions/a").isRefused("validation_failed");
        alice.get(chat + "/changes").ok();
        alice.get(chat + "/changes?limit=0").isRefused("validation_failed");
        outsider.get(chat + "/changes").isRefused("not_a_member");
        alice.get("/chats/2000000000/changes").isRefused("chat_not_found");
        outsider.delete(message).isRefused("not_a_member");
        alice.delete(missing).isRefused("message_not_found");
        alice.delete(chat + "/messages/none").isRefused("validation_failed");
        alice.delete(message).ok();
        alice.put(message + REACTION).isRefused("conflict");
        alice.delete(message + REACTION).isRefused("conflict");
    }

    private static void members(Rest alice, Rest outsider, String chat, JsonNode stranger) {
        JsonNode wanted = Trees.object("userIds", new Object[] {stranger});
        String member = chat + "/members/" + stranger;
        outsider.post(chat + "/members", wanted).isRefused("not_a_member");
        outsider.delete(member).isRefused("not_a_member");
        outsider.patch(chat, "{}").isRefused("not_a_member");
        alice.post(chat + "/members", wanted).ok();
        alice.post(chat + "/members", Trees.object("userIds", Person.strangers(1)))
                .isRefused("user_not_found");
        alice.delete(chat + "/members/none").isRefused("validation_failed");
        alice.delete(member).ok();
        alice.delete("/chats/2000000000/members/" + stranger).isRefused("chat_not_found");
        alice.patch(chat, Trees.object("name", "lunch")).ok();
        alice.patch("/chats/2000000000", Trees.object("name", "lunch")).isRefused("chat_not_found");
    }

    private static void blocks(Rest alice, Rest nobody, JsonNode bob) {
        String block = "/users/me/blocks/";
        nobody.get("/users/me/blocks").isRefused("unauthorized");
        nobody.put(block + bob).isRefused("unauthorized");
        nobody.delete(block + bob).isRefused("unauthorized");
        for (String path : new String[] {
            block + "none", block + alice.get("/users/me").ok().get("id")
        }) {
            alice.put(path).isRefused("validation_failed");
            alice.delete(path).isRefused("validation_failed");
        }
        alice.put(block + 2_000_000_000).isRefused("user_not_found");
        alice.delete(block + 2_000_000_000).isRefused("user_not_found");
        alice.get("/users/me/blocks").ok();
    }

    private static void refusesBodies(Rest caller, String method, String path) {
        String[] json = {"Content-Type", "application/json"};
        caller.send(method, path, BodyPublishers.ofString("[]"), json).isRefused("validation_failed");
        caller.send(method, path, BodyPublishers.ofString(LARGE), json).isRefused("too_large");
        caller.send(method, path, BodyPublishers.ofString("hi"), "Content-Type", "text/plain")
                .isProblem(415);
    }

    private static Device device(Stage stage, Person owner, String token) {
        Inbox inbox = new Inbox();
        return new Device(owner, inbox, new PlainDoor().open(stage.server(), token, inbox));
    }

    private static JsonNode account() {
        String name = "u" + UUID.randomUUID().toString().substring(0, 18);
        return Trees.object("email", name + "@example.org", "nickname", name, "password", "correct horse battery");
    }
}
