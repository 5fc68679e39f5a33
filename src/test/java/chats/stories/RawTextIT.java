package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.run.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON that a client's library would not write, through the plain door. */
class RawTextIT extends Story {
    private Device alice;
    private ChatRoom chat;

    @BeforeEach
    void connect() {
        alice = online("alice");
        chat = alice.opensChatWith();
    }

    @AfterEach
    void theSocketAndTheServerLiveOn() {
        alice.sends("still connected").to(chat);
        assertEquals(1, alice.owner().reads(chat, "").get("lastSeq").asInt());
        theServerStillServes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1E+999999999", "-1e999999999", "1e-999999999", "1.0", "12e-1"})
    void anExponentOrFractionIsNoId(String number) {
        send("{\"event\":\"send_message\",\"id\":\"x\",\"data\":{\"chatId\":%s,\"message\":\"hi\"}}".formatted(number));
        Patience.await(alice.inbox().answer("x"), "an answer").isRefused("validation_failed");
        send("{\"event\":\"enter_chat\",\"id\":\"y\",\"data\":{\"chatIds\":[%s]}}".formatted(number));
        Patience.await(alice.inbox().answer("y"), "an answer").isRefused("validation_failed");
    }

    @Test
    void anIdOfAThousandDigitsIsRefused() {
        send("{\"event\":\"enter_chat\",\"data\":{\"chatIds\":[" + "9".repeat(1_000) + "]}}");
        alice.isRefused("validation_failed");
    }

    @Test
    void nesting10000DeepIsRefused() {
        send("{\"event\":\"send_message\",\"data\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}");
        alice.isRefused("validation_failed");
        send("{\"event\":\"send_message\",\"data\":" + "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000) + "}");
        alice.isRefused("validation_failed");
    }

    @Test
    void aFrameWithoutDataIsRefused() {
        send("{\"event\":\"send_message\",\"id\":\"x\"}");
        Patience.await(alice.inbox().answer("x"), "an answer").isRefused("validation_failed");
    }

    @Test
    void extraFieldsOfTheFrameAreIgnored() {
        send("{\"v\":[1],\"event\":\"leave_chat\",\"id\":\"x\",\"data\":{\"chatIds\":[%d]},\"extra\":{}}"
                .formatted(chat.id()));
        Patience.await(alice.inbox().answer("x"), "an answer").granted();
    }

    private void send(String text) {
        ((PlainClient) alice.transport()).send(text);
    }
}
