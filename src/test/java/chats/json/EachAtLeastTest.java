package chats.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.Classes;
import com.tngtech.archunit.core.domain.JavaClass;
import jakarta.validation.Constraint;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EachAtLeastTest {
    record Numbers(
            @EachAtLeast(min = 1) Collection<Long> list,
            @EachAtLeast(min = 0) Map<Long, Long> map) {}

    @Test
    void everyNumberOfACollectionIsLookedAt() throws ReflectiveOperationException {
        EachAtLeast.InCollection each = new EachAtLeast.InCollection();
        each.initialize(Numbers.class.getDeclaredField("list").getAnnotation(EachAtLeast.class));
        assertTrue(each.isValid(null, null));
        assertTrue(each.isValid(List.of(), null));
        assertTrue(each.isValid(List.of(1L, 2L, Long.MAX_VALUE), null));
        assertFalse(each.isValid(List.of(1L, 0L), null));
        assertFalse(each.isValid(Arrays.asList(1L, null), null));
    }

    @Test
    void everyIdAndNumberOfAMapIsLookedAt() throws ReflectiveOperationException {
        EachAtLeast.InMap each = new EachAtLeast.InMap();
        each.initialize(Numbers.class.getDeclaredField("map").getAnnotation(EachAtLeast.class));
        assertTrue(each.isValid(null, null));
        assertTrue(each.isValid(Map.of(1L, 0L, 2L, 5L), null));
        assertFalse(each.isValid(Map.of(1L, -1L), null));
        assertFalse(each.isValid(Map.of(0L, 1L), null));
        Map<Long, Long> withNull = new TreeMap<>(Map.of(1L, 1L));
        withNull.put(2L, null);
        assertFalse(each.isValid(withNull, null));
    }

    /** A constraint on elements reports each invalid element, and there may be a million; an Optional has one at most. */
    @Test
    void noRequestHasConstraintsOnItsElements() {
        assertEquals(
                List.of(),
                Classes.ALL.stream()
                        .filter(JavaClass::isRecord)
                        .flatMap(record -> Stream.of(record.reflect().getRecordComponents()))
                        .filter(component -> isConstrainedWithin(component.getAnnotatedType()))
                        .map(RecordComponent::toString)
                        .toList());
    }

    private static boolean isConstrainedWithin(AnnotatedType type) {
        return type instanceof AnnotatedParameterizedType list
                && !list.getType().getTypeName().startsWith(Optional.class.getName())
                && Stream.of(list.getAnnotatedActualTypeArguments())
                        .anyMatch(element -> isConstrained(element) || isConstrainedWithin(element));
    }

    private static boolean isConstrained(AnnotatedType element) {
        return Stream.of(element.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(Constraint.class));
    }
}
