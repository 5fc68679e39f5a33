package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.client.Answer;
import chats.client.Rest;
import chats.run.RunningPostgres;
import chats.run.RunningServer;
import chats.run.ServerToStart;
import chats.run.ServerUnderTest;
import chats.run.SharedServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Emails are unique and can be used to log in without regard to case, whatever the locale of the database. */
@SharedServer
@ResourceLock(ServerUnderTest.HASHES)
class EmailsIT {
    /** The shared server's database is in Turkish. */
    @Test
    void areComparedAlikeInTurkish(RunningServer server) {
        areComparedAlike(server);
    }

    /** What the database makes of them there is told by {@code chats.schema.EmailsTest} in any case. */
    @Test
    @Tag("long")
    void areComparedAlikeInNoLanguage(RunningPostgres postgres) {
        String url = postgres.newDatabase("TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER libc LOCALE 'C'");
        try (RunningServer server = ServerToStart.on(postgres, url).start()) {
            areComparedAlike(server);
        }
    }

    private static void areComparedAlike(RunningServer server) {
        Rest stranger = Rest.stranger(server);
        assertEquals(
                201,
                stranger.registerPatiently("IVAN.ÉVA@EXAMPLE.ORG", Rest.newName())
                        .status());
        Answer again = stranger.registerPatiently("ivan.éva@example.org", Rest.newName());
        assertEquals(409, again.status());
        assertEquals("email", again.body().at("/violations/0/field").asText());
        assertEquals(200, stranger.loginPatiently("ivan.éva", Rest.PASSWORD).status());
        assertEquals(200, stranger.loginPatiently("Ivan.Éva", Rest.PASSWORD).status());
        assertEquals(401, stranger.loginPatiently("ivan.eva", Rest.PASSWORD).status());
    }
}
