package chats.blocks;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Blocks for tests of other packages, without a database. */
public final class FakeBlocks extends Blocks {
    private final Map<Long, Set<Long>> blocked = new HashMap<>();
    private final Set<Long> unread = new HashSet<>();
    private int reads;
    private Runnable whileRead = () -> {};

    public FakeBlocks() {
        super(null);
    }

    public void block(long userId, long other) {
        blocked.computeIfAbsent(userId, id -> new TreeSet<>()).add(other);
    }

    /** Nothing of these users is known until it is read. */
    public void forget(Long... users) {
        unread.addAll(List.of(users));
    }

    /** How often something was read that was not known. */
    public int reads() {
        return reads;
    }

    /** Happens once, while the next ones are read. */
    public void whileRead(Runnable task) {
        whileRead = task;
    }

    @Override
    public UserBlocks of(long userId) {
        reads += unread.remove(userId) ? 1 : 0;
        Set<Long> others = new TreeSet<>(blocked.getOrDefault(userId, Set.of()));
        blocked.forEach((blocker, all) -> {
            if (all.contains(userId)) {
                others.add(blocker);
            }
        });
        return UserBlocks.of(others);
    }

    @Override
    public Map<Long, UserBlocks> of(Set<Long> users) {
        reads += unread.removeAll(users) ? 1 : 0;
        Runnable meanwhile = whileRead;
        whileRead = () -> {};
        meanwhile.run();
        Map<Long, UserBlocks> found = new HashMap<>();
        users.forEach(user -> found.put(user, of(user.longValue())));
        return found;
    }

    @Override
    public Optional<UserBlocks> known(long userId) {
        return unread.contains(userId) ? Optional.empty() : Optional.of(of(userId));
    }
}
