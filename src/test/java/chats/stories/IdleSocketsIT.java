package chats.stories;

import static org.junit.jupiter.api.Assertions.assertFalse;

import chats.run.FreePort;
import chats.run.Patience;
import chats.run.RunningPostgres;
import chats.run.RunningServer;
import chats.run.ServerToStart;
import chats.run.Tls;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An upgrade may leave an HTTP session behind, whose end must not be that of its socket. The server looks for ended sessions every
 * half minute at most, so this takes more than one.
 */
@Tag("long")
class IdleSocketsIT {
    private static final String SHORT_SESSIONS = "<httpSession invalidationTimeout='2s' reaperPollInterval='30s'/>";
    private static final int IDLE_SECONDS = 80;

    private final IdentityProvider provider = new IdentityProvider();

    @Test
    void socketsOutliveTheHttpSessionOfTheirHandshakeWithAndWithoutTls() throws Exception {
        Tls tls = Tls.make();
        int tlsPort = FreePort.find();
        RunningPostgres postgres = RunningPostgres.shared();
        ServerToStart prepared = provider.trustedBy(ServerToStart.on(postgres, postgres.newDatabase()))
                .configuredWith(tls.configuration(tlsPort) + SHORT_SESSIONS);
        try (RunningServer server = prepared.start()) {
            Person alice = Story.person("alice", server, provider);
            List<Idle> sockets = List.of(
                    new Idle(HttpClient.newHttpClient(), server.ws(""), alice),
                    new Idle(tls.client(), URI.create("wss://127.0.0.1:" + tlsPort), alice));
            TimeUnit.SECONDS.sleep(IDLE_SECONDS);
            for (Idle socket : sockets) {
                socket.isAlive();
            }
        }
    }

    /** A socket of each door that says nothing. */
    private static final class Idle {
        private final Inbox inbox = new Inbox();
        private final TextSocket texts = TextSocket.listener();
        private final PlainClient plain;
        private final WebSocket socketIo;

        Idle(HttpClient http, URI server, Person person) throws InterruptedException {
            plain = PlainClient.open(http, URI.create(server + "/chats"), person.token(), inbox);
            socketIo = TextSocket.connect(http, server, person, texts);
        }

        void isAlive() throws InterruptedException {
            assertFalse(plain.closed().isDone());
            plain.send("{\"event\":\"sync_whispers\",\"id\":\"1\",\"data\":{}}");
            Patience.await(inbox.answer("1"), "the plain door answers").granted();
            socketIo.sendText("42/chats,1[\"sync_whispers\",{}]", true).join();
            texts.hears("43/chats,1[[]]");
            plain.close();
            socketIo.abort();
        }
    }
}
