package chats.names;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.UnicodeSet;
import java.util.BitSet;

/**
 * Finds the characters of a text that are invisible or change the direction of the text beside them: control and format
 * characters, what Unicode calls ignorable by default, unpaired surrogates, and a few blank symbols.
 *
 * <p>Some of these change how the characters beside them look, and do not count as hidden there:
 *
 * <ul>
 *   <li>the joiner, the emoji style and the tags of an emoji, in the order that UTS #51 gives them;
 *   <li>the joiner and the non-joiner behind a virama, and the non-joiner between two letters that would otherwise join.
 *       RFC 5892 (A.1, A.2) allows these in domain names, since Hindi, Sinhala or Persian names need them.
 * </ul>
 */
final class InvisibleCharacters {
    private static final int NON_JOINER = 0x200C;
    private static final int JOINER = 0x200D;
    private static final int EMOJI_STYLE = 0xFE0F;
    private static final int KEYCAP = 0x20E3;
    private static final int BLACK_FLAG = 0x1F3F4;
    private static final int TAGS_END = 0xE007F;
    private static final int VIRAMA = 9;

    /**
     * Symbols that are blank, although Unicode does not call them ignorable: Braille without a dot, a note without a
     * head, and the blanks of Egyptian hieroglyphs.
     */
    private static final UnicodeSet BLANK = new UnicodeSet("[\\u2800\\U0001D159\\U00013441\\U00013442]").freeze();

    private final int[] points;
    private final BitSet hidden = new BitSet();

    private InvisibleCharacters(int[] points) {
        this.points = points;
    }

    /** The indexes of the hidden characters. */
    static BitSet in(int[] points) {
        InvisibleCharacters found = new InvisibleCharacters(points);
        for (int i = 0; i < points.length; i++) {
            if (points[i] == BLACK_FLAG) {
                i = found.endOfTags(i);
            } else if (found.isHidden(i)) {
                found.hidden.set(i);
            }
        }
        return found.hidden;
    }

    private boolean isHidden(int i) {
        int point = points[i];
        if (point == EMOJI_STYLE) {
            return !isStyled(i);
        }
        if (point == JOINER) {
            return !(joinsEmoji(i) || followsVirama(i));
        }
        if (point == NON_JOINER) {
            return !(followsVirama(i) || separatesJoining(i));
        }
        return switch (UCharacter.getType(point)) {
            case UCharacter.CONTROL, UCharacter.SURROGATE -> true;
            // a number sign of Arabic and its like enclose the digits behind them
            case UCharacter.FORMAT -> !UCharacter.hasBinaryProperty(point, UProperty.PREPENDED_CONCATENATION_MARK);
            default ->
                UCharacter.hasBinaryProperty(point, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
                        || UCharacter.hasBinaryProperty(point, UProperty.NONCHARACTER_CODE_POINT)
                        || BLANK.contains(point);
        };
    }

    /** The index of the last tag of a flag such as Scotland's, or of the black flag if no valid tags follow. */
    private int endOfTags(int flag) {
        int end = flag + 1;
        while (isTag(at(end))) {
            end++;
        }
        return end > flag + 1 && at(end) == TAGS_END ? end : flag;
    }

    private static boolean isTag(int point) {
        return point >= 0xE0030 && point <= 0xE0039 || point >= 0xE0061 && point <= 0xE007A;
    }

    /** The emoji style is valid behind an emoji; behind a digit only as part of a keycap. */
    private boolean isStyled(int i) {
        return isEmoji(at(i - 1)) && (at(i - 1) > 0x7F || at(i + 1) == KEYCAP);
    }

    private boolean joinsEmoji(int i) {
        int before = at(i - 1);
        boolean followsEmoji = before > 0x7F && isEmoji(before) || before == EMOJI_STYLE && !hidden.get(i - 1);
        return followsEmoji && at(i + 1) > 0x7F && isEmoji(at(i + 1));
    }

    private boolean followsVirama(int i) {
        return at(i - 1) >= 0 && UCharacter.getCombiningClass(at(i - 1)) == VIRAMA;
    }

    private boolean separatesJoining(int i) {
        int before = i - 1;
        while (joining(before) == UCharacter.JoiningType.TRANSPARENT) {
            before--;
        }
        int after = i + 1;
        while (joining(after) == UCharacter.JoiningType.TRANSPARENT) {
            after++;
        }
        return (joining(before) == UCharacter.JoiningType.LEFT_JOINING
                        || joining(before) == UCharacter.JoiningType.DUAL_JOINING)
                && (joining(after) == UCharacter.JoiningType.RIGHT_JOINING
                        || joining(after) == UCharacter.JoiningType.DUAL_JOINING);
    }

    private int joining(int i) {
        return at(i) < 0 ? -1 : UCharacter.getIntPropertyValue(at(i), UProperty.JOINING_TYPE);
    }

    private static boolean isEmoji(int point) {
        return point >= 0 && UCharacter.hasBinaryProperty(point, UProperty.EMOJI);
    }

    /** The code point at this index; -1 outside the text. */
    private int at(int i) {
        return i >= 0 && i < points.length ? points[i] : -1;
    }
}
