package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.client.Answer;
import chats.client.Rest;
import chats.run.RunningPostgres;
import chats.run.RunningServer;
import chats.run.ServerToStart;
import chats.run.SharedServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Emails are unique and can be used to log in without regard to case, whatever the locale of the database. */
@SharedServer
class EmailsIT {
    private final RunningPostgres postgres;

    EmailsIT(RunningPostgres postgres) {
        this.postgres = postgres;
    }

    @Test
    void areComparedAlikeInTurkish() {
        areComparedAlike("LOCALE_PROVIDER icu ICU_LOCALE 'tr' LOCALE 'C'");
    }

    /** What the database makes of them there is told by {@code chats.schema.EmailsTest} in any case. */
    @Test
    @Tag("long")
    void areComparedAlikeInNoLanguage() {
        areComparedAlike("LOCALE_PROVIDER libc LOCALE 'C'");
    }

    private void areComparedAlike(String locale) {
        String url = postgres.newDatabase("TEMPLATE template0 ENCODING 'UTF8' " + locale);
        try (RunningServer server = ServerToStart.on(postgres, url).start()) {
            Rest stranger = Rest.stranger(server);
            assertEquals(201, stranger.register("IVAN.ÉVA@EXAMPLE.ORG", "one").status());
            Answer again = stranger.register("ivan.éva@example.org", "other");
            assertEquals(409, again.status());
            assertEquals("email", again.body().at("/violations/0/field").asText());
            assertEquals(200, stranger.login("ivan.éva", Rest.PASSWORD).status());
            assertEquals(200, stranger.login("Ivan.Éva", Rest.PASSWORD).status());
            assertEquals(401, stranger.login("ivan.eva", Rest.PASSWORD).status());
        }
    }
}
