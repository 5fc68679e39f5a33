package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Answer;
import chats.client.Trees;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What is no message, on a server that lets a user have few of them: REST calls and events together ten a second. */
@ExtendWith(SmallStage.Shared.class)
@ResourceLock(SmallStage.LOCK)
@Order(3)
class CallLimitsIT extends Story {
    private static final int PER_SECOND = 10 * SmallStage.MESSAGES_PER_SECOND;
    private static final int BURST = 4 * PER_SECOND;

    private Stage small;

    @BeforeEach
    void enterTheSmallStage(SmallStage shared) {
        small = shared.stage();
    }

    @Override
    Stage stage() {
        return small;
    }

    @Test
    void callsAndEventsShareOneRate() {
        Person alice = person("alice");
        Device phone = online(alice);
        Device laptop = online(alice);
        int[] turn = {0};
        grantsARateOf(() -> switch (turn[0]++ % 4) {
            case 0 -> isGranted(alice.rest().get("/users/me"), 200);
            case 1 -> isGranted(phone.asks("leave_chat", Trees.object("chatIds", new long[] {1})));
            case 2 -> isGranted(alice.rest().get("/whispers"), 200);
            default -> isGranted(laptop.asks("sync_whispers", Trees.object()));
        });
        person("bob").rest().get("/users/me").ok();
    }

    @Test
    void whatIsNotThereIsACallToo() {
        Person alice = person("alice");
        grantsARateOf(() -> isGranted(alice.rest().get("/nothing"), 404));
    }

    @Test
    void aHandshakeWhereThereIsNoDoorIsACallToo() {
        Person alice = person("alice");
        String authorization = "Authorization: Bearer " + alice.token() + "\r\n";
        grantsARateOf(() -> {
            String answer = assertThrows(IOException.class, () -> new RawSocket(server(), "/users/me", authorization))
                    .getMessage();
            return !answer.contains("HTTP/1.1 429 ");
        });
    }

    /** Of such a body the end is still to come when the call begins. */
    @Test
    void aCallWhoseBodyComesInPartsIsACallToo() {
        Person alice = person("alice");
        String body = Trees.object("userIds", Person.ids(alice)).toString();
        grantsARateOf(() -> isGranted(alice.rest().postInParts("/chats", body), 201));
    }

    @Test
    void messagesThatAreRefusedAreNotLookedAtForEver() {
        ChatRoom chat = person("alice").opensChatWith();
        Person mallory = person("mallory");
        grantsARateOf(() -> isGranted(mallory.rest().post(chat.messages(), Trees.object("message", "hi")), 403));
        String message = Trees.object("message", "hi").toString();
        Person eve = person("eve");
        grantsARateOf(() -> isGranted(eve.rest().postInParts(chat.messages(), message), 403));
    }

    @Test
    void whoOwesForCallsStillWritesAndConnects() {
        Person alice = person("alice");
        ChatRoom chat = alice.opensChatWith();
        grantsARateOf(() -> isGranted(alice.rest().get("/users?query=a"), 200), 4);
        alice.posts("a message has a rate of its own", chat);
        Device phone = online(alice);
        phone.asks("send_message", chat.message("by a socket too")).granted();
    }

    private static void grantsARateOf(BooleanSupplier call) {
        grantsARateOf(call, BURST);
    }

    /** Until one is refused, which one will be; the first call of a person is the one that {@link #person} made. */
    private static void grantsARateOf(BooleanSupplier call, int most) {
        long start = System.nanoTime();
        int granted = 0;
        while (call.getAsBoolean()) {
            granted++;
            int now = granted;
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
            assertTrue(now <= most + PER_SECOND * (seconds + 1), () -> now + " are granted in " + seconds + " s");
        }
        int all = granted;
        assertTrue(all > 0 && (most < BURST || all >= BURST - 2), () -> all + " are granted");
    }

    private static boolean isGranted(Answer answer, int status) {
        if (answer.status() == 429) {
            assertTrue(answer.isRefused("rate_limited").get("retryAfterMs").asLong() > 0);
            assertTrue(answer.headers().firstValue("Retry-After").isPresent());
            return false;
        }
        assertEquals(status, answer.status(), answer::text);
        return true;
    }

    private static boolean isGranted(Frame frame) {
        if (frame.event().equals("exception")) {
            frame.isRefused("rate_limited");
            return false;
        }
        return true;
    }
}
