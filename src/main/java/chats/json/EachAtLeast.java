package chats.json;

import static java.lang.annotation.ElementType.ANNOTATION_TYPE;
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
import java.util.Collection;
import java.util.Map;

/**
 * Every number is at least {@code min} and not null. In a map this holds for the values; its keys are ids and must be
 * at least 1. Null instead of a collection is valid.
 *
 * <p>A violation is reported once, for the field. A constraint on the elements would report each of them, with objects
 * of its own: for 100,000 invalid numbers that takes a second and 100 MB.
 */
@Documented
@Constraint(validatedBy = {EachAtLeast.InCollection.class, EachAtLeast.InMap.class})
@Target({FIELD, METHOD, PARAMETER, ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface EachAtLeast {
    long min();

    String message() default "must hold whole numbers from {min} only";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Checks lists and sets. */
    final class InCollection implements ConstraintValidator<EachAtLeast, Collection<Long>> {
        private long min;

        @Override
        public void initialize(EachAtLeast each) {
            min = each.min();
        }

        @Override
        public boolean isValid(Collection<Long> numbers, ConstraintValidatorContext context) {
            return numbers == null || numbers.stream().allMatch(number -> number != null && number >= min);
        }
    }

    /** Checks maps by id. */
    final class InMap implements ConstraintValidator<EachAtLeast, Map<Long, Long>> {
        private long min;

        @Override
        public void initialize(EachAtLeast each) {
            min = each.min();
        }

        @Override
        public boolean isValid(Map<Long, Long> numbers, ConstraintValidatorContext context) {
            return numbers == null
                    || numbers.entrySet().stream()
                            .allMatch(entry ->
                                    entry.getKey() >= 1 && entry.getValue() != null && entry.getValue() >= min);
        }
    }
}
