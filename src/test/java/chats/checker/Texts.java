package chats.checker;

import chats.checker.history.Traces;
import java.util.Random;

/** Texts that a careless server would change: no two are the same. */
final class Texts {
    /** Whoever stores a text with this in it gets an error, as long as the database is told so. */
    static final String POISON = "(poison)";

    private static final String[] PARTS = {
        "hello",
        " ",
        "  two spaces ",
        "\n",
        "\t",
        "\"quoted\"",
        "\\",
        "{\"event\":1}",
        "%s",
        "'; --",
        "\uD83D\uDE00",
        "\u00e9",
        "e\u0301",
        "\u4f60\u597d",
        "\u202e",
        "\u2028",
        "<b>",
        "\u0001",
        "42/chats,",
        "\uFFFF"
    };
    private static final int LONG = 3_900;

    private Texts() {}

    /** @param unique makes it a text like no other */
    static String random(String unique, boolean poisoned, Random random) {
        StringBuilder text = new StringBuilder(Traces.mark(unique)).append(poisoned ? POISON : "");
        for (int parts = random.nextInt(8); parts > 0; parts--) {
            text.append(PARTS[random.nextInt(PARTS.length)]);
        }
        if (random.nextInt(200) == 0) {
            text.append("x".repeat(LONG - text.length()));
        }
        return text.toString();
    }
}
