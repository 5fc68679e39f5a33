package chats.marks;

import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** What was told of marks that were stored. */
final class FiredMarks {
    final List<MarksStored> fired = new ArrayList<>();

    @SuppressWarnings("unchecked")
    Event<MarksStored> event() {
        return (Event<MarksStored>) Proxy.newProxyInstance(
                Event.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> {
                    fired.add((MarksStored) arguments[0]);
                    return null;
                });
    }
}
