package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** A Socket.IO session whose handshake carried a valid Authorization header. */
class OwnedSessionIT extends Story {
    /** A stranger's valid header used to take the session, which then was nobody's. */
    @Test
    void aSessionThatBeginsWithAValidHeaderIsNobodyElses() {
        Person alice = person("alice");
        Person bob = person("bob");
        Polling session = Polling.open(server(), alice.token());
        assertEquals(403, session.poll(bob.token()).statusCode());
        session.posts("40/chats," + TextSocket.auth(bob));
        session.polls("44/chats,{\"message\":\"unauthorized\"");
        session.posts("40/chats,");
        session.polls("40/chats,");
        session.posts("1");
    }

    /** A client that was given a header once sends it with each poll, also when it has long run out. */
    @Test
    void aHeaderThatNamesNobodyIsNone() {
        Polling session = Polling.open(server(), person("alice").token());
        session.posts("40/chats,");
        HttpResponse<String> poll = session.poll("wrong");
        assertEquals(200, poll.statusCode());
        assertTrue(poll.body().startsWith("40/chats,"), poll::body);
        session.posts("1");
    }
}
