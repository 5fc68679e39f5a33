package chats.checker.history;

import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.stream.Collectors;

/** What was stored came from members: messages, and changes as far as it is known who made them. */
final class StrangersCheck {
    private final Rows rows;
    private final Timeline timeline;
    private final Members members;
    private final List<Finding> findings;

    StrangersCheck(Rows rows, Timeline timeline, Members members, List<Finding> findings) {
        this.rows = rows;
        this.timeline = timeline;
        this.members = members;
        this.findings = findings;
    }

    void check() {
        rows.messages().stream()
                .filter(row -> members.isStrangerTo(row.talk(), row.author(), row.seq()))
                .forEach(this::add);
        timeline.ofMessages().forEach(this::checkChanges);
    }

    private void checkChanges(NavigableMap<Long, Change> changes) {
        for (Change change : changes.values()) {
            Stored message = change.stored();
            boolean isEdit = message.state().edited()
                    && timeline.origin(message).filter(change::equals).isPresent();
            if (isEdit && members.isStrangerAt(change.talk(), message.author(), change.rev())) {
                add(change);
            }
            Change before = changes.lowerEntry(change.rev()) == null
                    ? null
                    : changes.lowerEntry(change.rev()).getValue();
            if (before != null && timeline.isWhole(change.talk(), before.rev(), change.rev())) {
                checkReactions(before.stored(), change);
            }
        }
    }

    // Between the two there was no other change of the message; a deletion takes the reactions of all with it.
    private void checkReactions(Stored before, Change change) {
        if (change.stored().state().deleted()) {
            return;
        }
        Set<String> differing = reactions(before);
        Set<String> after = reactions(change.stored());
        Set<String> both = new HashSet<>(differing);
        both.retainAll(after);
        differing.addAll(after);
        differing.removeAll(both);
        differing.stream()
                .map(reaction -> Long.valueOf(reaction.substring(0, reaction.indexOf(' '))))
                .filter(user -> members.isStrangerAt(change.talk(), user, change.rev()))
                .forEach(user -> add(change + " by " + user));
    }

    private static Set<String> reactions(Stored message) {
        return message.state().reactions().stream()
                .flatMap(reaction -> reaction.users().stream().map(user -> user + " " + reaction.emoji()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private void add(Object what) {
        findings.add(new Finding(Flaw.STORED_BY_STRANGER, what.toString()));
    }
}
