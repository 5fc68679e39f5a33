package chats.stories;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A Socket.IO client that comes by its handshake's token, leaves the namespace and comes again over the same connection. */
class HandshakeTokenIT extends Story {
    private static final String COMES = "40/chats,";
    private static final String LEAVES = "41/chats,";

    private final TextSocket heard = TextSocket.listener();
    private WebSocket socket;

    @AfterEach
    void hangsUp() {
        socket.abort();
    }

    @Test
    void itNeedsNoOtherTokenWhenItComesAgain() throws Exception {
        comesBy(person("alice").token());
        sends(LEAVES);
        isLetInBy("");
    }

    @Test
    void itDoesNotComeAgainOnceItsTokenHasRunOut() throws Exception {
        Person alice = person("alice");
        // the time that a handshake and an answer may take, on a busy machine
        Instant end = Instant.now().plusSeconds(5);
        comesBy(provider().token(alice.subject(), alice.nickname(), end));
        heard.hears("42/chats,[\"token_expiring\"");
        sends(LEAVES);
        Thread.sleep(Duration.between(Instant.now(), end.plusSeconds(1)).toMillis());
        sends(COMES);
        heard.hears("44/chats,{\"message\":\"unauthorized\",\"data\":{\"code\":\"token_expired\"");
        isLetInBy(TextSocket.auth(alice));
    }

    @Test
    void nobodyElseComesByItsConnection() throws Exception {
        Person alice = person("alice");
        comesBy(alice.token());
        sends(LEAVES);
        sends(COMES + TextSocket.auth(person("bob")));
        heard.hears("44/chats,{\"message\":\"unauthorized\"");
        isLetInBy(TextSocket.auth(alice));
    }

    @Test
    void whoCameByATokenOfItsOwnNeedsOneAgain() throws Exception {
        Person alice = person("alice");
        socket = TextSocket.connect(HttpClient.newHttpClient(), server().ws(""), alice, heard);
        sends(LEAVES);
        sends(COMES);
        heard.hears("44/chats,{\"message\":\"unauthorized\"");
        isLetInBy(TextSocket.auth(alice));
    }

    private void comesBy(String token) throws InterruptedException {
        WebSocket.Builder builder =
                HttpClient.newHttpClient().newWebSocketBuilder().header("Authorization", "Bearer " + token);
        socket = TextSocket.open(builder, server().ws(""), heard);
        isLetInBy("");
    }

    private void isLetInBy(String auth) throws InterruptedException {
        sends(COMES + auth);
        heard.hears(COMES);
    }

    private void sends(String text) {
        socket.sendText(text, true).join();
    }
}
