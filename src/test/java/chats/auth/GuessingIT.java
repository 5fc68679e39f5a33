package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chats.client.Answer;
import chats.client.Rest;
import chats.json.Json;
import chats.run.Patience;
import chats.run.RunningServer;
import chats.run.StrangersServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How often unauthenticated clients may try passwords, and that this harms nobody else. Each test uses addresses of its
 * own.
 */
@ExtendWith(StrangersServer.Shared.class)
@ResourceLock(StrangersServer.LOCK)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(2)
class GuessingIT {
    private static final int FAILED_LOGINS = StrangersServer.FAILED_LOGINS_PER_MINUTE;
    private static final int REGISTRATIONS = StrangersServer.REGISTRATIONS_PER_HOUR;
    private static final int SOME = 5;
    private static final int MOST_TRIES = 8;
    private static final String WRONG = "wrong horse battery";

    private final RunningServer server;
    private final Rest stranger;
    private int addresses;

    GuessingIT(StrangersServer shared) {
        server = shared.server();
        stranger = Rest.stranger(server);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everySpellingOfAnEmailIsOneAccount(boolean isThere) {
        Rest guesser = stranger.from(address());
        String name = "iiii" + Rest.newName();
        if (isThere) {
            guesser.register(name);
        }
        // U+0130, capital I with a dot: the database makes an i of it, Java does not
        for (int i = 0; i < LoginThrottle.MAX_FAILURES; i++) {
            assertEquals(401, guesser.login(spelling(name, i), WRONG).status());
        }

        assertEquals(429, guesser.login(spelling(name, 14), WRONG).status());
        assertEquals(429, guesser.login(name, Rest.PASSWORD).status());
    }

    @Test
    void aSpellingFindsTheAccountThatItWouldClashWith() {
        Rest alice = stranger.from(address());
        String name = "iiii" + Rest.newName();
        Answer registered = alice.register(name);
        Answer clash = alice.register(spelling(name, 5) + "@example.org", Rest.newName());

        assertEquals("conflict", clash.code());
        assertEquals(
                registered.body().at("/user/id"),
                alice.login(spelling(name, 6), Rest.PASSWORD).body().at("/user/id"));
    }

    @Test
    void onePasswordTriedOnManyAccountsIsSlowedDownAndNobodyElsewhere() {
        String sprayer = address();
        String name = Rest.newName();
        stranger.from(address()).register(name);
        for (int i = 0; i < FAILED_LOGINS; i++) {
            assertEquals(
                    401, stranger.from(sprayer).login(Rest.newName(), WRONG).status());
        }
        Answer refused = stranger.from(sprayer).login(name, Rest.PASSWORD);

        assertEquals(429, refused.status());
        assertTrue(refused.headers().firstValueAsLong("Retry-After").orElse(0) > 0);
        assertEquals(200, stranger.from(address()).login(name, Rest.PASSWORD).status());
    }

    @Test
    void aFloodFromOneAddressDoesNotDelayTheLoginOfAnother() {
        String name = Rest.newName();
        stranger.from(address()).register(name);
        Flood flood = flood(name);
        // what would wait for too long is refused unhashed, on a busy machine nearly all of it: that is no flood
        for (int tries = 1; flood.hashed() < SOME && tries < MOST_TRIES; tries++) {
            flood = flood(name);
        }
        assumeTrue(flood.hashed() >= SOME, "a machine that hashes so slowly takes no flood");
        assertTrue(flood.before() < flood.hashed(), flood + ": all came before");
    }

    /** Hashes of the flood: those that came before the login of somebody else, and all of them. */
    private record Flood(int before, int hashed) {}

    /** @param name of somebody who logs in from elsewhere meanwhile */
    private Flood flood(String name) {
        String flooding = address();
        AtomicInteger hashed = new AtomicInteger();
        CompletableFuture<Void> first = new CompletableFuture<>();
        List<CompletableFuture<Void>> flood = IntStream.range(0, FAILED_LOGINS)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    if (stranger.from(flooding).login(Rest.newName(), WRONG).status() == 401) {
                        hashed.incrementAndGet();
                        first.complete(null);
                    }
                }))
                .toList();
        first.join();
        // on a busy machine a hash may take so long that even the one behind it is refused
        Rest elsewhere = stranger.from(address());
        Patience.until(
                "the login from elsewhere",
                () -> elsewhere.login(name, Rest.PASSWORD).status() == 200);
        int before = hashed.get();
        flood.forEach(CompletableFuture::join);
        return new Flood(before, hashed.get());
    }

    @Test
    void anAddressMakesSoManyAccountsAndOthersMakeTheirs() {
        Rest office = stranger.from(address());
        String taken = Rest.newName();
        assertEquals(201, office.register(taken).status());
        assertEquals(409, office.register(taken).status(), "which makes none");
        assertEquals(400, office.post("/auth/register", Map.of("email", "x")).status(), "nor does this");
        for (int i = 1; i < REGISTRATIONS; i++) {
            assertEquals(201, office.register(Rest.newName()).status());
        }
        Answer refused = office.register(Rest.newName());

        assertEquals(429, refused.status());
        assertEquals("rate_limited", refused.code());
        assertTrue(refused.headers().firstValueAsLong("Retry-After").orElse(0) > 60);
        assertEquals(200, office.login(taken, Rest.PASSWORD).status(), "who has an account is not touched");
        assertEquals(201, stranger.from(address()).register(Rest.newName()).status());
    }

    @Test
    void whichEmailsAreTakenIsFoundOutSlowly() {
        String taken = Rest.newName();
        stranger.from(address()).register(taken);
        Rest curious = stranger.from(address());
        for (int i = 0; i < 5 * REGISTRATIONS; i++) {
            assertEquals(409, curious.register(taken).status());
        }

        assertEquals(429, curious.register(taken).status());
        assertEquals(429, curious.register(Rest.newName()).status(), "which does not tell either");
    }

    @Test
    void whatStrangersSendIsNotInTheLogAndItsLinesAreFew() {
        String noisy = address();
        String name = "sp4m" + Rest.newName();
        for (int i = 0; i < 100; i++) {
            stranger.from(noisy).login(name, WRONG);
        }
        long lines = server.log()
                .lines()
                .filter(line -> line.endsWith("address=" + noisy))
                .count();

        assertTrue(lines > 0);
        assertTrue(lines < 50, () -> lines + " lines");
        assertFalse(server.log().contains("sp4m"));
    }

    @Test
    void whoLeavesBeforeTheAnswerLeavesNoLineOfTheServersOwn() throws IOException {
        int begun = server.log().length();
        List<String> leavers = Stream.generate(this::address).limit(10).toList();
        for (String leaver : leavers) {
            String body = Json.write(Map.of("email", Rest.newName(), "password", WRONG));
            try (Socket socket = new Socket("127.0.0.1", server.port())) {
                String request = "POST /auth/login HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: " + leaver
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                LockSupport.parkNanos(10_000_000);
            }
            Patience.until(
                    "it is refused",
                    () -> server.log()
                            .contains("login_refused reason=wrong_credentials user=none address=" + leaver + "\n"));
        }

        assertFalse(server.log().substring(begun).contains("RESTEASY"));
    }

    /** With a dotted capital I where the number has a bit. */
    private static String spelling(String name, int number) {
        StringBuilder spelling = new StringBuilder(name);
        for (int i = 0; i < 4; i++) {
            if ((number >> i & 1) == 1) {
                spelling.setCharAt(i, 'İ');
            }
        }
        return spelling.toString();
    }

    private String address() {
        return "10.1.0." + ++addresses;
    }
}
