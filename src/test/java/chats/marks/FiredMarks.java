package chats.marks;

import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** What was told of marks that were stored. */
final class FiredMarks<T> {
    final List<T> fired = new ArrayList<>();

    @SuppressWarnings("unchecked")
    Event<T> event() {
        return (Event<T>) Proxy.newProxyInstance(
                Event.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> {
                    fired.add((T) arguments[0]);
                    return null;
                });
    }
}
