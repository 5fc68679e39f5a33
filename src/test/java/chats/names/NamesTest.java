package chats.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.Growth;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.UnicodeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @Test
    void whiteSpaceOfAnyKindIsTrimmedAndFolded() {
        UnicodeSet spaces = new UnicodeSet().applyIntPropertyValue(UProperty.WHITE_SPACE, 1);
        assertEquals(25, spaces.size());
        for (String space : spaces) {
            assertEquals("a", Names.folded(space + "a" + space + space), () -> describe(space));
            assertEquals("a b", Names.seen(space + "a" + space + space + "b"), () -> describe(space));
            boolean folds = !Character.isISOControl(space.codePointAt(0));
            assertEquals(folds, Names.isClean(Names.folded("a" + space + "b")), () -> describe(space));
        }
        assertEquals("Support Team", Names.folded(" \u00a0Support \u3000\u2003 Team\u202f\n"));
        assertEquals("", Names.folded(" \u00a0\t"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice",
                "O'Brien-Smith, Jr. (2)",
                "건우 🙂",
                "홍길동",
                "さくら",
                "渡邉 サクラ",
                "王小明",
                "محمد علي",
                "علی\u200cرضا",
                "שרה",
                "अनुष्का",
                "क्\u200dष",
                "ශ්\u200dරී",
                "สมชาย",
                "Ελένη",
                "Анна",
                "Trần Thị Hồng",
                "Zoe\u0308",
                "DJ Иван",
                "❤️",
                "👨‍👩‍👧",
                "👩🏽‍💻 Ada",
                "🏳️‍🌈",
                "❤️‍🔥",
                "🧑🏿‍❤️‍💋‍🧑🏻",
                "1️⃣",
                "🇰🇷",
                "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
                "🏴",
                "🏴‍☠️",
                "🐱‍👤",
                "©️"
            })
    void whatPeopleAreCalledIsANameAndStaysAsItIs(String name) {
        assertEquals(name, Names.folded(name));
        assertTrue(Names.isClean(name), name);
        assertEquals(name, Names.seen(name));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 7, 0x1B, 0x7F, 0x9B, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x180B, 0x180E, 0x200B, 0x200C,
                0x200D, 0x200E, 0x200F, 0x202A, 0x202E, 0x2060, 0x2063, 0x2066, 0x2069, 0x206F, 0x2800, 0x3164, 0xD800,
                0xDC00, 0xFDD0, 0xFE00, 0xFE0E, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0, 0xFFF9, 0xFFFB, 0xFFFF, 0x1BCA0,
                0x1D159, 0x1D173, 0xE0001, 0xE0020, 0xE0067, 0xE007F, 0xE0100, 0xE0FFF
            })
    void whatNobodySeesIsRefusedAloneAndBesideOthers(int point) {
        String hidden = new String(Character.toChars(point));
        for (String name : new String[] {hidden, "a" + hidden, hidden + "a", "a" + hidden + "b", "홍" + hidden + "길"}) {
            assertFalse(Names.isClean(name), () -> describe(name));
            assertEquals(name.replace(hidden, ""), Names.seen(name));
        }
    }

    @Test
    void everythingIgnorableIsRefused() {
        UnicodeSet ignorable = new UnicodeSet().applyIntPropertyValue(UProperty.DEFAULT_IGNORABLE_CODE_POINT, 1);
        assertTrue(ignorable.size() > 4_000);
        ignorable.addAll(new UnicodeSet().applyIntPropertyValue(UProperty.BIDI_CONTROL, 1));
        ignorable.addAll(new UnicodeSet("[:Cc:]"));
        for (String each : ignorable) {
            assertFalse(Names.isClean("a" + each), () -> describe(each));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "❤\ufe0f\ufe0f",
                "a\ufe0f",
                "1\ufe0f",
                "👍\u200d",
                "\u200d👍",
                "👍\u200da",
                "a\u200d👍",
                "1\u200d2",
                "👨\u200d\u200d👩",
                "🏴\udb40\udc67\udb40\udc62",
                "👍\udb40\udc67\udb40\udc7f",
                "🏴\udb40\udc7f",
                "a\u200cb",
                "علي\u200c",
                "د\u200cر",
                "क\u200d"
            })
    void whatMakesAnEmojiOrALetterIsRefusedWhereItMakesNone(String name) {
        assertFalse(Names.isClean(name), () -> describe(name));
        assertTrue(Names.isClean(Names.seen(name)));
    }

    @Test
    void aNameHasItsLengthInCodePoints() {
        Name.Check check = new Name.Check(4);
        assertTrue(check.isValid("a", null));
        assertTrue(check.isValid("😀".repeat(4), null));
        assertFalse(check.isValid("😀".repeat(5), null));
        assertFalse(check.isValid("abcde", null));
        assertFalse(check.isValid("", null));
        assertTrue(check.isValid(null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "a",
                "a ",
                "\0",
                "\ud800",
                "😀",
                "\u200d",
                "👍\u200d",
                "ب\u200c",
                "\u064b",
                "\u200c\u064b",
                "🏴\udb40\udc67"
            })
    void isLookedAtInATimeThatGrowsWithItsLength(String part) throws Exception {
        Growth.assertLinear("name", 20_000, length -> {
            String name = part.repeat(length / part.length());
            return () -> {
                Names.seen(name);
                new VisibleText.Check().isValid(Names.folded(name), null);
            };
        });
    }

    private static String describe(String text) {
        return text.codePoints().mapToObj(Integer::toHexString).toList().toString();
    }
}
