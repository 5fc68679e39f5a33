package chats.json;

import static java.lang.annotation.ElementType.ANNOTATION_TYPE;
import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE_USE;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Text of {@code min} to {@code max} Unicode code points that PostgreSQL can store and every client can show: without
 * NUL and without unpaired surrogates. Text of white space only is refused unless {@code blank} allows it. Null is
 * valid.
 */
@Documented
@Constraint(validatedBy = Text.Check.class)
@Target({FIELD, METHOD, PARAMETER, ANNOTATION_TYPE, TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Text {
    int min() default 1;

    int max();

    boolean blank() default false;

    String message() default "must be text of {min} to {max} characters, not all blank, without NUL";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Reads each code point once. */
    final class Check implements ConstraintValidator<Text, String> {
        private int min;
        private int max;
        private boolean blank;

        public Check() {}

        Check(int min, int max, boolean blank) {
            this.min = min;
            this.max = max;
            this.blank = blank;
        }

        @Override
        public void initialize(Text text) {
            min = text.min();
            max = text.max();
            blank = text.blank();
        }

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            if (text == null) {
                return true;
            }
            if (text.length() > 2 * (long) max) {
                return false;
            }
            int length = 0;
            boolean hasVisible = blank;
            for (int i = 0; i < text.length(); length++) {
                int point = text.codePointAt(i);
                if (point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
                    return false;
                }
                hasVisible |= !Character.isWhitespace(point) && !Character.isSpaceChar(point);
                i += Character.charCount(point);
            }
            return hasVisible && length >= min && length <= max;
        }
    }
}
