package chats.checker.history;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at what a device was told about the members that it added and removed, and the names that it gave. */
final class UpdatesCheck {
    private final Log log;
    private final Members members;
    private final Refusals refusals;
    private final List<Finding> findings;
    private final Map<String, Update> asked = new LinkedHashMap<>();
    private final Set<String> settled = new HashSet<>();

    UpdatesCheck(Log log, Members members, Refusals refusals, List<Finding> findings) {
        this.log = log;
        this.members = members;
        this.refusals = refusals;
        this.findings = findings;
    }

    void check() {
        for (int number = 0; number < log.events().size(); number++) {
            take(log.events().get(number), log.moment(number));
        }
        asked.values().forEach(update -> {
            if (!settled.contains(update.id())) {
                add(Flaw.UNSETTLED, update);
            } else if (refusals.isWrong(update.id())) {
                add(Flaw.WRONGLY_REFUSED, update);
            }
        });
    }

    private void take(Event event, long moment) {
        if (event instanceof Event.UpdateAsked asking) {
            asked.put(asking.update().id(), asking.update());
        } else if (event instanceof Event.Refused refused) {
            settled.add(refused.id());
        } else if (event instanceof Event.UpdateGranted granted) {
            settled.add(granted.update().id());
            checkAnswer(granted.update(), granted.change());
        } else if (event instanceof Event.KeptOut kept) {
            checkKeptOut(kept, moment);
        }
    }

    private void checkAnswer(Update update, ChatChange answer) {
        Set<Long> now = members.at(update.chat(), answer.rev());
        if (!answer.chat().equals(update.chat()) || answer.by() != log.user()) {
            add(Flaw.MISMATCH, update + " is answered with " + answer);
        }
        boolean isLost = update instanceof Update.Add add && !now.containsAll(add.users())
                || update instanceof Update.Remove remove
                        && remove.users().stream().anyMatch(now::contains)
                || update instanceof Update.Rename rename && !rename.name().equals(answer.name());
        if (isLost) {
            add(Flaw.LOST, update + " is answered with " + answer);
        }
        Set<Long> before = members.at(update.chat(), answer.rev() - 1);
        boolean changesMembers = !answer.added().isEmpty() || !answer.removed().isEmpty();
        if (changesMembers
                && !(answer.added().equals(without(now, before))
                        && answer.removed().equals(without(before, now)))) {
            add(Flaw.MISTOLD, update + " is answered with " + answer);
        }
    }

    private static Set<Long> without(Set<Long> users, Set<Long> others) {
        return users.stream().filter(user -> !others.contains(user)).collect(Collectors.toSet());
    }

    private void checkKeptOut(Event.KeptOut kept, long moment) {
        if (!members.mayHaveBeenOutside(kept.chat(), log.user(), log.momentAfter(kept.since()), moment)) {
            add(Flaw.WRONGLY_REFUSED, kept);
        }
    }

    private void add(Flaw flaw, Object what) {
        findings.add(new Finding(flaw, log.device() + ": " + what));
    }
}
