package chats.writer;

import java.util.Set;
import java.util.TreeSet;

/**
 * What a {@link ChatUpdate} can change of a room. Sets are ascending and are not changed.
 *
 * @param name null if it has none
 * @param admins those of the members who have this role
 */
public record ChatState(String name, Set<Long> members, Set<Long> admins) {
    public ChatState {
        members = new TreeSet<>(members);
        admins = new TreeSet<>(admins);
    }

    public ChatState withName(String other) {
        return new ChatState(other, members, admins);
    }

    public ChatState withAdmins(Set<Long> others) {
        return new ChatState(name, members, others);
    }

    /** With these members; admins who are not among them are none any more. */
    public ChatState withMembers(Set<Long> others) {
        Set<Long> left = new TreeSet<>(admins);
        left.retainAll(others);
        return new ChatState(name, others, left);
    }

    /** Whether the user may do what admins may: where there is no admin, every member may. */
    public boolean isLedBy(long userId) {
        return admins.isEmpty() ? members.contains(userId) : admins.contains(userId);
    }
}
