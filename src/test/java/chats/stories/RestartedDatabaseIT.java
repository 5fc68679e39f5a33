package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.ops.Operated;
import chats.run.RunningPostgres;
import chats.run.RunningServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A database that was restarted while nobody wrote is noticed by nobody: the server's connections to it are all broken by then. */
@ExtendWith(Operated.Shared.class)
@ResourceLock(Operated.LOCK)
class RestartedDatabaseIT {
    @Test
    void theFirstMessageAfterARestartIsStored(Operated operated) throws Exception {
        RunningPostgres postgres = operated.postgres();
        RunningServer server = operated.server();
        String user = operated.newUser();
        Person alice = Story.person(server, user, operated.provider().token(user));
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
        server.awaitReady();
    }
}
