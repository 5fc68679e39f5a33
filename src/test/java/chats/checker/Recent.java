package chats.checker;

import chats.checker.history.Place;
import chats.checker.history.Stored;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/** The messages that a device learned of lately, as far as it knows not deleted. */
final class Recent {
    private static final int KEPT = 40;

    private final Map<Place, Stored> messages = new LinkedHashMap<>();

    void learn(Stored message) {
        if (message.state().deleted()) {
            messages.remove(message.place());
        } else {
            messages.put(message.place(), message);
        }
        if (messages.size() > KEPT) {
            messages.remove(messages.keySet().iterator().next());
        }
    }

    /** One of them, mostly one of the last. */
    Optional<Stored> any(Predicate<Stored> which, Random random) {
        List<Stored> some = messages.values().stream().filter(which).toList();
        double back = Math.pow(random.nextDouble(), 3);
        return some.isEmpty() ? Optional.empty() : Optional.of(some.get(some.size() - 1 - (int) (back * some.size())));
    }
}
