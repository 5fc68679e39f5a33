package chats;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Whoever asks the database by an {@link EntityManager} says how it is to be done in a transaction. Liberty's entity manager fails
 * on threads without any transaction context, which those that read sockets are until they have run something transactional:
 * without the annotation that fails now and then, shortly after a start.
 */
class TransactionsTest {
    @Test
    void everyWayToAnEntityManagerIsTransactional() {
        Set<JavaMethod> asking = asking();
        assertTrue(asking.size() > 20, "the methods are found");
        Set<String> unmarked = asking.stream()
                .filter(method -> !method.getModifiers().contains(JavaModifier.PRIVATE))
                .filter(method -> !method.isAnnotatedWith(Transactional.class))
                .map(JavaMethod::getFullName)
                .collect(toSet());
        assertEquals(Set.of(), unmarked);
    }

    /** What calls an entity manager itself, or by a method of its own class, past all interceptors. */
    private static Set<JavaMethod> asking() {
        Set<JavaMethod> asking = new HashSet<>();
        Set<JavaMethod> callers = Classes.ALL.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isAssignableTo(EntityManager.class)))
                .collect(toSet());
        while (asking.addAll(callers)) {
            callers = callers.stream()
                    .flatMap(method -> method.getCallsOfSelf().stream()
                            .filter(call -> call.getOriginOwner().equals(method.getOwner())))
                    .map(JavaMethodCall::getOrigin)
                    .filter(JavaMethod.class::isInstance)
                    .map(JavaMethod.class::cast)
                    .collect(toSet());
        }
        return asking;
    }
}
