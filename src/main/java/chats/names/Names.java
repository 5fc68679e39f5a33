package chats.names;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.util.BitSet;

/** The characters of a name: its white space is folded, and each of the others can be seen. Everything here looks at each character a few times. */
public final class Names {
    private Names() {}

    /**
     * Without white space at its ends and with one space in place of each run of it. White space is what has Unicode's property White_Space, such
     * as the no-break space. Control characters inside stay, to be refused: a name of two lines is a mistake.
     */
    public static String folded(String name) {
        int[] points = name.codePoints().toArray();
        int end = points.length;
        while (end > 0 && isWhiteSpace(points[end - 1])) {
            end--;
        }
        StringBuilder folded = new StringBuilder();
        boolean apart = false;
        for (int i = 0; i < end; i++) {
            if (isWhiteSpace(points[i]) && (folded.isEmpty() || !isControl(points[i]))) {
                apart = !folded.isEmpty();
                continue;
            }
            if (apart) {
                folded.append(' ');
                apart = false;
            }
            folded.appendCodePoint(points[i]);
        }
        return folded.toString();
    }

    /** Whether nothing in it is {@linkplain InvisibleCharacters hidden}. */
    static boolean isClean(String name) {
        return InvisibleCharacters.in(name.codePoints().toArray()).isEmpty();
    }

    /** What can be seen of a name that somebody else let in: folded, control characters that are white space too, and without what is hidden. */
    public static String seen(String name) {
        int[] points = name.codePoints()
                .map(point -> isWhiteSpace(point) ? ' ' : point)
                .toArray();
        BitSet hidden = InvisibleCharacters.in(points);
        StringBuilder seen = new StringBuilder();
        for (int i = 0; i < points.length; i++) {
            if (!hidden.get(i)) {
                seen.appendCodePoint(points[i]);
            }
        }
        return folded(seen.toString());
    }

    private static boolean isWhiteSpace(int point) {
        return UCharacter.hasBinaryProperty(point, UProperty.WHITE_SPACE);
    }

    private static boolean isControl(int point) {
        return UCharacter.getType(point) == UCharacter.CONTROL;
    }
}
