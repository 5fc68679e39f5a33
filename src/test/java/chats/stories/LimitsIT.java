package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Answer;
import chats.client.Trees;
import chats.run.Patience;
import chats.run.RunningPostgres;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much one user may take, over all doors together, by the defaults of docs/settings.md where no other are set. */
class LimitsIT extends StrictStory {
    private static final int PER_SECOND = 50;
    private static final int BURST = 4 * PER_SECOND;
    private static final int OF_EACH_SOCKET = 200;
    private static final int CALLS = 48;
    /** Half of the connections to the database. */
    private static final int CALLS_AT_ONCE = 10;

    private static final int MOST_MEMBERS = 1_000;
    private static final int BIG_CHATS = 8;
    private static final double SECONDS_OF_A_BIG_CHAT = 3;

    @Test
    void aUsersSocketsAndRestShareOneRateAndNobodyElseIsSlowedDown() {
        Person loud = person("loud");
        List<Device> devices = List.of(online(loud), online(loud), online(loud));
        ChatRoom chat = loud.opensChatWith();
        long start = System.nanoTime();
        List<CompletableFuture<Frame>> answers = new ArrayList<>();
        for (int i = 0; i < OF_EACH_SOCKET; i++) {
            for (Device device : devices) {
                answers.add(device.requests("send_message", chat.message("loud")));
            }
        }
        long granted = answers.stream()
                .map(answer -> Patience.await(answer, "each is answered"))
                .filter(answer -> {
                    boolean refused = answer.event().equals("exception");
                    if (refused) {
                        answer.isRefused("rate_limited");
                    }
                    return !refused;
                })
                .count();
        double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        assertTrue(granted >= BURST, () -> granted + " are granted");
        assertTrue(granted <= BURST + PER_SECOND * seconds + 1, () -> granted + " are granted in " + seconds + " s");

        Answer rest = loud.rest().post(chat.messages(), Trees.object("message", "by REST"));
        for (int i = 0; rest.status() == 201 && i < BURST; i++) {
            rest = loud.rest().post(chat.messages(), Trees.object("message", "by REST"));
        }
        if (rest.status() != 201) {
            rest.isRefused("rate_limited");
            assertTrue(rest.headers().firstValue("Retry-After").isPresent());
        }
        theServerStillServes();
    }

    @Test
    void whoGoesOnAfterThatIsClosed() {
        Person flooder = person("flooder");
        Device device = online(flooder);
        Device calm = online(flooder);
        ChatRoom chat = flooder.opensChatWith();
        while (!device.transport().closed().isDone()) {
            try {
                device.tells("send_message", chat.message("flood"));
            } catch (CompletionException e) {
                break; // closed in the middle of a frame
            }
        }
        device.isClosedWith(4429);
        assertTrue(!calm.transport().closed().isDone(), "the same user's other socket has done nothing");
    }

    @Test
    void framesThatCannotEvenBeReadAreAFloodToo() throws Exception {
        Person flooder = person("flooder");
        String unreadable = "{\"event\":\"leave_chat\",\"id\":{},\"data\":{}}";
        try (RawSocket socket = new RawSocket(server(), flooder.token())) {
            for (int i = 0; i < 1_000; i++) {
                socket.sendText(unreadable);
            }
            assertEquals(4429, socket.closeCode());
        }
    }

    @Test
    void aUserHasSoManySocketsOverBothDoorsAndOneThatClosesMakesRoom() {
        Person person = person("many");
        List<Device> plain = new ArrayList<>();
        for (int i = 0; i < SOCKETS_PER_USER - 1; i++) {
            Device device = online(person);
            // a socket that is answered is counted, which one that has just been let in may not be yet
            device.opensChatWith();
            plain.add(device);
        }
        Polling socketIo = Polling.open(server());
        String connect = "40/chats,{\"token\":\"" + person.token() + "\"}";
        socketIo.posts(connect);
        socketIo.polls("40/chats,");
        DoorClosed refused = assertThrows(DoorClosed.class, () -> online(person));
        assertTrue(refused.getMessage().contains("429"), refused::getMessage);
        Polling another = Polling.open(server());
        another.posts(connect);
        another.polls("44/chats,{\"message\":\"rate_limited\",\"data\":{\"code\":\"rate_limited\"");
        online("somebody else");

        plain.get(0).transport().close();
        Device next = Patience.await(
                () -> {
                    try {
                        return online(person);
                    } catch (DoorClosed full) {
                        return null;
                    }
                },
                "there is room again");
        next.opensChatWith();
    }

    @Test
    void oneUsersCallsLeaveConnectionsToTheOthers() throws Exception {
        Person greedy = person("greedy");
        Person other = person("other");
        other.rest().get("/chats").ok();
        ExecutorService threads = Executors.newFixedThreadPool(CALLS);
        try (Connection database = RunningPostgres.shared().connect(stage().databaseUrl());
                Statement statement = database.createStatement()) {
            database.setAutoCommit(false);
            statement.execute("LOCK TABLE users_model IN ACCESS EXCLUSIVE MODE");
            List<CompletableFuture<Answer>> calls = IntStream.range(0, CALLS)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> greedy.rest().get("/users?page=2000&limit=100"), threads))
                    .toList();
            Patience.await(
                    () -> calls.stream().filter(CompletableFuture::isDone).count() == CALLS - CALLS_AT_ONCE
                            ? true
                            : null,
                    "all but a few are refused, and those wait for the table");
            other.rest().get("/chats").ok();
            greedy.rest().get("/users/me").isRefused("rate_limited");
            calls.stream()
                    .filter(CompletableFuture::isDone)
                    .map(CompletableFuture::join)
                    .forEach(refused -> {
                        assertTrue(refused.isRefused("rate_limited")
                                        .get("retryAfterMs")
                                        .asLong()
                                > 0);
                        assertTrue(refused.headers().firstValue("Retry-After").isPresent());
                    });
            database.rollback();
            assertEquals(
                    CALLS_AT_ONCE,
                    calls.stream()
                            .map(call -> Patience.await(call, "each is answered"))
                            .filter(answer -> answer.status() == 200)
                            .count());
        } finally {
            threads.shutdownNow();
        }
        greedy.rest().get("/users/me").ok();
    }

    @Test
    void bigChatsTakeTheirTimeByAllDoorsTogether() throws Exception {
        Person founder = person("founder");
        Device device = online(founder);
        ChatRoom before = founder.opensChatWith();
        JsonNode big = Trees.object("userIds", Past.people(stage(), MOST_MEMBERS - 1));
        ExecutorService threads = Executors.newFixedThreadPool(BIG_CHATS);
        long start = System.nanoTime();
        List<CompletableFuture<Answer>> byRest = IntStream.range(0, BIG_CHATS)
                .mapToObj(
                        i -> CompletableFuture.supplyAsync(() -> founder.rest().post("/chats", big), threads))
                .toList();
        List<CompletableFuture<Frame>> bySocket = IntStream.range(0, BIG_CHATS)
                .mapToObj(i -> device.requests("create_chat", big))
                .toList();
        long granted = byRest.stream()
                        .map(answer -> Patience.await(answer, "each is answered"))
                        .filter(answer -> answer.status() == 201 || answer.isRefused("rate_limited") == null)
                        .count()
                + bySocket.stream()
                        .map(answer -> Patience.await(answer, "each is answered"))
                        .filter(answer -> !answer.event().equals("exception"))
                        .count();
        threads.shutdownNow();
        double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        assertTrue(granted >= 1, "the first one is made");
        assertTrue(granted <= 2 + seconds / SECONDS_OF_A_BIG_CHAT, () -> granted + " are made in " + seconds + " s");
        founder.posts("messages have a rate of their own", before);
        Answer next = founder.rest().post("/chats", big);
        while (next.status() != 201) {
            TimeUnit.MILLISECONDS.sleep(
                    next.isRefused("rate_limited").get("retryAfterMs").asLong());
            next = founder.rest().post("/chats", big);
        }
    }
}
