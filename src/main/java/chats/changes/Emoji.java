package chats.changes;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.BreakIterator;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * One character as people see it, of 1 to {@value #MAX} code points that may be an emoji: symbols, also with joiners and variation
 * selectors. Letters and white space are refused; ASCII is accepted only as part of a keycap. Which symbols are emoji is not looked
 * at, since there are new ones each year. Null is valid.
 */
@Documented
@Constraint(validatedBy = Emoji.Check.class)
@Target({FIELD, METHOD, PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@interface Emoji {
    int MAX = 16;

    String message() default "must be an emoji of 1 to " + MAX + " code points, without letters and white space";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Looks at each code point. */
    final class Check implements ConstraintValidator<Emoji, String> {
        private static final int JOINER = 0x200D;
        private static final int FIRST_TAG = 0xE0020;
        private static final int LAST_TAG = 0xE007F;

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            return text == null
                    || text.length() <= 2 * MAX
                            && text.codePointCount(0, text.length()) <= MAX
                            && text.codePoints().allMatch(Check::mayBePart)
                            && text.codePoints().anyMatch(Check::isSymbol)
                            && isOne(text);
        }

        /** Whether people see one character, as Unicode's rules of grapheme clusters have it. */
        private static boolean isOne(String text) {
            BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
            characters.setText(text);
            return characters.next() == text.length();
        }

        private static boolean mayBePart(int point) {
            return isSymbol(point)
                    || isEmoji(point)
                    || point == JOINER
                    || point >= FIRST_TAG && point <= LAST_TAG
                    || isOneOf(point, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK);
        }

        /** What can stand for itself. The frame of a keycap counts as a symbol, so the keycap of 1 is accepted and 1 is not. */
        private static boolean isSymbol(int point) {
            return point > 0x7F
                    && (isEmoji(point)
                            || isOneOf(
                                    point,
                                    Character.OTHER_SYMBOL,
                                    Character.MATH_SYMBOL,
                                    Character.OTHER_PUNCTUATION,
                                    Character.DASH_PUNCTUATION,
                                    Character.ENCLOSING_MARK));
        }

        private static boolean isOneOf(int point, int... types) {
            int type = Character.getType(point);
            return IntStream.of(types).anyMatch(each -> each == type);
        }

        /** By its standard also the digits, # and *, which are parts of keycaps. */
        private static boolean isEmoji(int point) {
            return UCharacter.hasBinaryProperty(point, UProperty.EMOJI);
        }
    }
}
