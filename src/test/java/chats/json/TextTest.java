package chats.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TextTest {
    @Test
    void countsCodePointsNotCharacters() {
        assertValid(true, "😀😀😀😀😀");
        assertValid(false, "😀😀😀😀😀😀");
        assertValid(true, "안녕하세요");
        assertValid(false, "123456");
    }

    @Test
    void refusesWhatPostgresqlCannotStore() {
        assertValid(false, "a\0b");
        assertValid(false, "a\ud800");
        assertValid(false, "\udc00a");
        assertValid(false, "\ud800\ud800");
    }

    @Test
    void blankTextSaysNothing() {
        assertValid(false, "");
        assertValid(false, " \t\n");
        assertValid(false, "\u00a0\u3000\u2003");
        assertValid(true, " x ");
        assertTrue(new Text.Check(1, 5, true).isValid("   ", null));
        assertFalse(new Text.Check(1, 5, true).isValid("", null));
    }

    private static void assertValid(boolean expected, String text) {
        assertEquals(expected, new Text.Check(1, 5, false).isValid(text, null), text);
    }
}
