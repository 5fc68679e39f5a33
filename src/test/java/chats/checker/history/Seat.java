package chats.checker.history;

import java.util.Set;
import java.util.TreeSet;

/** What a connection has of a chat itself since it entered: in which stay its user is there, and who else. */
final class Seat {
    private final Stay stay;
    private Set<Long> members;

    /**
     * @param stay of the user
     * @param members those whom the device knew when it entered
     */
    Seat(Stay stay, Set<Long> members) {
        this.stay = stay;
        this.members = members;
    }

    Stay stay() {
        return stay;
    }

    Set<Long> members() {
        return members;
    }

    /**
     * Learns who came and went.
     *
     * @param now who is there after this change
     * @return whether what it was told leads there
     */
    boolean learns(ChatChange change, Set<Long> now) {
        boolean isTold =
                change.added().equals(without(now, members)) && change.removed().equals(without(members, now));
        members = now;
        return isTold;
    }

    private static Set<Long> without(Set<Long> users, Set<Long> others) {
        Set<Long> rest = new TreeSet<>(users);
        rest.removeAll(others);
        return rest;
    }
}
