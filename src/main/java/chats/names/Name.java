package chats.names;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A name of 1 to {@code max} Unicode code points, all of them visible, already folded by {@link Names#folded}. Null is
 * valid.
 */
@Documented
@Constraint(validatedBy = Name.Check.class)
@Target({FIELD, METHOD, PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Name {
    int max();

    String message() default
            "must be 1 to {max} characters that can be seen, without control, bidirectional and invisible ones";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class Check implements ConstraintValidator<Name, String> {
        private int max;

        public Check() {}

        Check(int max) {
            this.max = max;
        }

        @Override
        public void initialize(Name name) {
            max = name.max();
        }

        @Override
        public boolean isValid(String name, ConstraintValidatorContext context) {
            return name == null
                    || !name.isEmpty()
                            && name.length() <= 2 * (long) max
                            && name.codePointCount(0, name.length()) <= max
                            && Names.isClean(name);
        }
    }
}
