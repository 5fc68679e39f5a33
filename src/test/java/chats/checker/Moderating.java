package chats.checker;

import chats.checker.history.Talk;
import chats.checker.history.Traces;
import chats.checker.history.Update;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a device comes up with that changes a chat itself. The first person has created all chats, adds and removes the others and is
 * always there; the others leave now and then. Whoever is outside is added again before long.
 */
final class Moderating {
    /** Of the ideas of the first person's devices, and of others'. */
    private static final int UPDATES = 6;

    private static final int LEAVES = 400;

    private static final int ADDED_AT_ONCE = 3;
    private static final int REMOVED_AT_ONCE = 2;

    private final Device device;
    private final Random random;
    private final Supplier<String> ids;

    Moderating(Device device, Supplier<String> ids) {
        this.device = device;
        this.random = device.random;
        this.ids = ids;
    }

    /** Mostly nothing. */
    List<Outgoing> next() {
        Talk.Chat chat = device.chats.get(random.nextInt(device.chats.size()));
        if (!device.crowd.isFirst(device.owner)) {
            return random.nextInt(LEAVES) == 0
                    ? List.of(outgoing(new Update.Remove(ids.get(), chat, Set.of(device.owner.id()))))
                    : List.of();
        }
        return random.nextInt(UPDATES) == 0 ? update(chat) : List.of();
    }

    private List<Outgoing> update(Talk.Chat chat) {
        int kind = random.nextInt(20);
        List<Outgoing> updates = new ArrayList<>();
        if (kind == 0) {
            String id = ids.get();
            updates.add(outgoing(new Update.Rename(id, chat, Traces.mark(id))));
        } else if (kind < 12) {
            Set<Long> users = others(REMOVED_AT_ONCE);
            updates.add(outgoing(new Update.Remove(ids.get(), chat, users)));
            if (kind < 8) {
                updates.add(outgoing(new Update.Add(ids.get(), chat, users)));
            }
        } else {
            updates.add(outgoing(new Update.Add(ids.get(), chat, others(ADDED_AT_ONCE))));
        }
        return updates;
    }

    private Set<Long> others(int most) {
        List<Person> people = device.crowd.people();
        Set<Long> others = new HashSet<>();
        for (int count = 1 + random.nextInt(most); count > 0; count--) {
            others.add(people.get(1 + random.nextInt(people.size() - 1)).id());
        }
        return others;
    }

    private static Outgoing outgoing(Update update) {
        return new OutgoingUpdate(update);
    }
}
