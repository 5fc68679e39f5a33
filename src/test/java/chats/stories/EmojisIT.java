package chats.stories;

import static chats.stories.Change.reaction;
import static chats.stories.Change.withdrawal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Trees;
import chats.run.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reaction may be. */
class EmojisIT extends Story {
    private static final String WOMAN_AND = "\uD83D\uDC69\u200D";

    private Device alice;
    private ChatRoom chat;

    @BeforeEach
    void talk() {
        alice = online("alice");
        chat = alice.opensChatWith();
        alice.sends("hi").to(chat);
    }

    @Test
    void emojisOfAllKindsAreTaken() {
        each(
                List.of(
                        "😀",
                        "🫠",
                        "👍",
                        "👍🏽",
                        "👩🏾‍🚀",
                        "👨‍👩‍👧‍👦",
                        "👩🏻‍❤️‍💋‍👨🏿",
                        "🏳️‍🌈",
                        "🏴‍☠️",
                        "🇰🇷",
                        "🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F",
                        "1️⃣",
                        "#️⃣",
                        "*️⃣",
                        "❤️",
                        "✅",
                        "☀️",
                        "©️",
                        "🅰️",
                        "🈂️",
                        "⏏️",
                        WOMAN_AND.repeat(7) + "👩🏽"),
                emoji -> {
                    // the container takes no path with an encoded number sign
                    for (Hand hand : emoji.startsWith("#") ? List.of(alice) : Hand.of(alice)) {
                        JsonNode reactions = hand.does(reaction(emoji), chat, 1).get("reactions");
                        assertEquals(1, reactions.size());
                        assertEquals(emoji, reactions.get(0).get("emoji").asText());
                        assertTrue(!hand.does(withdrawal(emoji), chat, 1).has("reactions"));
                    }
                });
    }

    @Test
    void nothingElseIs() {
        each(
                List.of(
                        "",
                        " ",
                        "\t",
                        "\u00a0",
                        "\u3000",
                        "a",
                        "Z",
                        "é",
                        "한",
                        "ש",
                        "1",
                        "12",
                        "٣",
                        "👍 ",
                        " 👍",
                        "👍 👍",
                        "👍a",
                        "a👍",
                        "1👍",
                        "+1",
                        ":thumbsup:",
                        "!",
                        "<",
                        "\u0000",
                        "👍\u0000",
                        "\u200d",
                        "\ufe0f",
                        "\u202e👍",
                        WOMAN_AND.repeat(8) + "👩",
                        "👍".repeat(17),
                        "👍".repeat(100)),
                emoji -> {
                    for (Hand hand : emoji.isEmpty() ? List.of(alice) : Hand.of(alice)) {
                        hand.tries(reaction(emoji), chat, 1).isRefused("validation_failed");
                        hand.tries(withdrawal(emoji), chat, 1).isRefused("validation_failed");
                    }
                });
        assertEquals(0, alice.owner().looksAt(chat).get("lastRev").asInt());
    }

    @Test
    void severalEmojisAreNotOne() {
        each(List.of("👍👍", "👍🎉", "🇰🇷🇯🇵", "❤️👍🏽", "1️⃣2️⃣"), emojis -> {
            for (Hand hand : Hand.of(alice)) {
                hand.tries(reaction(emojis), chat, 1).isRefused("validation_failed");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud83d", "\\udc4d", "\\udc4d\\ud83d", "\\ud83d\\udc4d\\ud83d"})
    void halfACharacterIsRefused(String escaped) {
        PlainClient socket = (PlainClient) alice.transport();
        String start = "{\"event\":\"%s\",\"id\":\"%s\",\"data\":{\"chatId\":" + chat.id() + ",\"seq\":1,";
        socket.send(start.formatted("react", "x") + "\"emoji\":\"" + escaped + "\",\"on\":true}}");
        Patience.await(alice.inbox().answer("x"), "an answer").isRefused("validation_failed");
        socket.send(start.formatted("edit_message", "y") + "\"message\":\"" + escaped + "\"}}");
        Patience.await(alice.inbox().answer("y"), "an answer").isRefused("validation_failed");
        socket.send(
                start.formatted("edit_message", "z") + "\"message\":\"new\",\"clientChangeId\":\"" + escaped + "\"}}");
        Patience.await(alice.inbox().answer("z"), "an answer").isRefused("validation_failed");
        alice.owner()
                .rest()
                .patch(chat.message(1), "{\"message\":\"" + escaped + "\"}")
                .isRefused("validation_failed");
        assertEquals(0, alice.owner().looksAt(chat).get("lastRev").asInt());
    }

    @Test
    void aMessageHasUpTo20DifferentOnes() {
        Device bob = online("bob");
        ChatRoom shared = alice.opensChatWith(bob);
        alice.sends("hi").to(shared);
        List<String> twenty = emojis(20);
        for (int i = 0; i < 20; i++) {
            (i % 2 == 0 ? alice : bob.owner()).does(reaction(twenty.get(i)), shared, 1);
        }
        for (Device device : List.of(alice, bob)) {
            for (Hand hand : Hand.of(device)) {
                hand.tries(reaction("🎉"), shared, 1).isRefused("conflict");
            }
            twenty.forEach(emoji -> device.does(reaction(emoji), shared, 1));
        }
        JsonNode full = alice.owner().reads(shared, 1).get("reactions");
        assertEquals(
                twenty, Trees.each(full).map(each -> each.get("emoji").asText()).toList());
        alice.does(withdrawal(twenty.get(0)), shared, 1);
        alice.tries(reaction("🎉"), shared, 1).isRefused("conflict");
        bob.does(withdrawal(twenty.get(0)), shared, 1);
        alice.does(reaction("🎉"), shared, 1);
        assertEquals(43, alice.owner().looksAt(shared).get("lastRev").asInt());
    }

    @Test
    void ofMoreAtOnceExactly20AreTaken() {
        Device phone = another(alice);
        List<CompletableFuture<Frame>> answers = new ArrayList<>();
        for (String emoji : emojis(30)) {
            Device device = answers.size() % 2 == 0 ? alice : phone;
            answers.add(device.requests(reaction(emoji), chat, 1));
        }
        int taken = 0;
        for (CompletableFuture<Frame> answer : answers) {
            Frame frame = Patience.await(answer, "an answer");
            if (frame.event().equals("exception")) {
                frame.isRefused("conflict");
            } else {
                taken++;
            }
        }
        assertEquals(20, taken);
        assertEquals(20, alice.owner().reads(chat, 1).get("reactions").size());
        assertEquals(20, alice.owner().looksAt(chat).get("lastRev").asInt());
    }

    private static List<String> emojis(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Character.toString(0x1F600 + i))
                .toList();
    }
}
