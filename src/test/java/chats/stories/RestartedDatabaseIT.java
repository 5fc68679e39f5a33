package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.run.RunningPostgres;
import chats.run.RunningServer;
import chats.run.ServerToStart;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A database that was restarted while nobody wrote is noticed by nobody: the server's connections to it are all broken by then. */
class RestartedDatabaseIT {
    private final IdentityProvider provider = new IdentityProvider();

    @Test
    void theFirstMessageAfterARestartIsStored() throws Exception {
        try (RunningPostgres postgres = RunningPostgres.temporary();
                RunningServer server =
                        Stage.trusting(provider, ServerToStart.on(postgres)).start()) {
            Person alice = Story.person("alice", server, provider);
            ChatRoom chat = alice.opensChatWith();
            Inbox inbox = new Inbox();
            Device device = new Device(alice, inbox, new PlainDoor().open(server, alice.token(), inbox));
            for (String text : List.of("before", "after", "after another")) {
                assertEquals(text, device.sends(text).to(chat).get("message").asText());
                postgres.stop();
                postgres.start();
            }
            postgres.kill();
            postgres.start();
            device.sends("after a crash").to(chat);
            assertEquals(
                    List.of("before", "after", "after another", "after a crash"),
                    alice.reads(chat, "").findValuesAsText("message"));
            device.transport().close();
        }
    }
}
