package chats.presence;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Those of whom others may see more or less than when that was asked, or they of others. Only those are in it who watch or are watched
 * on this node.
 */
final class UnsureUsers {
    private Set<Long> amongThem = new HashSet<>();
    private final Set<Long> withAnybody = new LinkedHashSet<>();

    /** It may have changed between any two of these. */
    synchronized void addAmongThem(Set<Long> users) {
        amongThem.addAll(users);
    }

    /** It may have changed between each of these and anybody. */
    synchronized void addWithAnybody(Set<Long> users) {
        withAnybody.addAll(users);
    }

    /** Takes out all those among whom it may have changed. */
    synchronized Set<Long> takeAmongThem() {
        Set<Long> taken = amongThem;
        amongThem = new HashSet<>();
        return taken;
    }

    /** Takes out one of those for whom it may have changed with anybody, the earliest first. */
    synchronized OptionalLong takeWithAnybody() {
        Iterator<Long> users = withAnybody.iterator();
        if (!users.hasNext()) {
            return OptionalLong.empty();
        }
        long first = users.next();
        users.remove();
        return OptionalLong.of(first);
    }
}
