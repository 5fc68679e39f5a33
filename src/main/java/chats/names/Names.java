package chats.names;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.util.BitSet;

/**
 * Folds the white space of names and finds their invisible characters. The time is linear in the length of the name.
 */
public final class Names {
    private Names() {}

    /**
     * The name without white space at its ends, and with one space for each run of white space. White space is what has
     * Unicode's property White_Space, such as the no-break space. Control characters inside the name stay, so that
     * validation refuses them: a name of two lines is a mistake.
     */
    public static String folded(String name) {
        int[] points = name.codePoints().toArray();
        int end = points.length;
        while (end > 0 && isWhiteSpace(points[end - 1])) {
            end--;
        }
        StringBuilder folded = new StringBuilder();
        boolean pendingSpace = false;
        for (int i = 0; i < end; i++) {
            if (isWhiteSpace(points[i]) && (folded.isEmpty() || !isControl(points[i]))) {
                pendingSpace = !folded.isEmpty();
                continue;
            }
            if (pendingSpace) {
                folded.append(' ');
                pendingSpace = false;
            }
            folded.appendCodePoint(points[i]);
        }
        return folded.toString();
    }

    /** Whether the name has no {@linkplain InvisibleCharacters hidden} characters. */
    static boolean isClean(String name) {
        return InvisibleCharacters.in(name.codePoints().toArray()).isEmpty();
    }

    /**
     * The visible part of a name that was not validated here: without hidden characters, and with all white space
     * folded, also control characters that are white space.
     */
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
