package chats.changes;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiTest {
    private final Emoji.Check check = new Emoji.Check();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "👍",
                "👍🏽",
                "❤️",
                "❤",
                "👨‍👩‍👧‍👦",
                "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
                "🇰🇷",
                "1️⃣",
                "#️⃣",
                "©",
                "™️",
                "ℹ️",
                "Ⓜ️",
                "㊗️",
                "☑",
                "★",
                "‼️",
                "〰️",
                "🫨"
            })
    void anEmojiIsOne(String emoji) {
        assertTrue(check.isValid(emoji, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "가",
                "ab👍",
                "👍a",
                "1",
                "12",
                "١",
                "!",
                "#",
                " ",
                "👍 ",
                "👍\u00a0",
                "👍\u3000👍",
                "\u0000",
                "👍\u0000",
                "\ud83d",
                "\u200d",
                "\ufe0f",
                "👍\u202e",
                "👍\n",
                "👍👍",
                "👍🎉",
                "🇰🇷🇯🇵",
                "1👍"
            })
    void anythingElseIsNone(String text) {
        assertFalse(check.isValid(text, null));
    }

    @Test
    void sixteenCodePointsAreTheMost() {
        assertTrue(check.isValid("👍" + "\u0301".repeat(15), null));
        assertFalse(check.isValid("👍" + "\u0301".repeat(16), null));
    }
}
