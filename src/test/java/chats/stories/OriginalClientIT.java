package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Rest;
import chats.run.Patience;
import chats.run.RunningServer;
import chats.run.ServerUnderTest;
import chats.run.SharedServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The client of the original, as its documents show it. Nothing in it is changed but the token; the port that it names is
 * led to the test's server, which has taken over a database of the original with the users and chats that the documents name.
 */
@SharedServer
@ResourceLock(ServerUnderTest.HASHES)
class OriginalClientIT {
    private static final String STARTS = "creating transport \"polling\"";
    private static final String PROBES = "probing transport \"websocket\"";
    private static final String UPGRADES = "changing transport and sending upgrade packet";

    private final List<Process> running = new ArrayList<>();

    @Test
    void itPrintsTheMessageAndTheWhisperAndUpgradesFromPolling(RunningServer server) throws Exception {
        ProcessBuilder node = Node.program();
        node.environment().put("CHATS_PORT", Integer.toString(server.port()));
        node.environment().put("DEBUG", "engine.io-client:socket");
        Person alice = logsIn(1, server);
        Person bob = logsIn(2, server);
        Person carol = logsIn(3, server);
        Inbox inbox = new Inbox();
        Device witness = new Device(carol, inbox, new PlainDoor().open(server, carol.token(), inbox));
        witness.enters(new ChatRoom(1));

        start(node, "bob", bob.token());
        assertEquals(bob.user(), witness.hears("안녕하세요!").get("author"), "bob is in the room");
        start(node, "alice", alice.token());

        printed("bob.out", "받은 메시지: {", "chatId: 1", "author: { id: 1,", "message: '안녕하세요!'");
        printed("bob.out", "귓속말: 비밀 메시지 발신자: 1");
        printed("bob.err", STARTS, PROBES, UPGRADES);
        printed("alice.err", STARTS, PROBES, UPGRADES);
        witness.transport().close();
    }

    @AfterEach
    void nothingIsLeftRunning() throws InterruptedException {
        running.forEach(Process::destroy);
        for (Process process : running) {
            assertTrue(process.waitFor(Patience.SECONDS, TimeUnit.SECONDS));
        }
    }

    private static Person logsIn(long id, RunningServer server) {
        Rest stranger = Rest.stranger(server).documented();
        JsonNode login =
                stranger.loginPatiently(Long.toString(id), Rest.PASSWORD).ok();
        JsonNode user = login.get("user");
        assertEquals(id, user.get("id").asLong());
        String token = login.get("accessToken").asText();
        return new Person(id, user.get("nickname").asText(), "", token, stranger.with(token));
    }

    private void start(ProcessBuilder node, String name, String token) throws IOException {
        String script = Files.readString(Node.folder().resolve("original.mjs")).replace("your-jwt-token", token);
        Files.writeString(Node.folder().resolve(name + ".mjs"), script);
        node.command("node", "--require", "./port.cjs", name + ".mjs");
        running.add(node.redirectOutput(Node.folder().resolve(name + ".out").toFile())
                .redirectError(Node.folder().resolve(name + ".err").toFile())
                .start());
    }

    /** These come in this order, sooner or later. */
    private static void printed(String file, String... parts) throws IOException {
        Path path = Node.folder().resolve(file);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Patience.SECONDS);
        while (!areIn(Files.readString(path), parts)) {
            assertTrue(System.nanoTime() < end, () -> file + " should have " + List.of(parts));
            LockSupport.parkNanos(50_000_000);
        }
    }

    private static boolean areIn(String text, String... parts) {
        int at = 0;
        for (String part : parts) {
            at = at < 0 ? at : text.indexOf(part, at);
        }
        return at >= 0;
    }
}
