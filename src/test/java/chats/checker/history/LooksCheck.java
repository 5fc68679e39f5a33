package chats.checker.history;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a device reads by REST is not older than what it knew when it asked. */
final class LooksCheck {
    private final Log log;
    private final Index index;
    private final Said said;
    private final Members members;
    private final List<Finding> findings;
    private final Newest newest;

    LooksCheck(Log log, Index index, Said said, Timeline timeline, Members members, List<Finding> findings) {
        this.log = log;
        this.index = index;
        this.said = said;
        this.members = members;
        this.findings = findings;
        this.newest = new Newest(timeline);
    }

    void check() {
        List<Event.Looked> looks = new ArrayList<>();
        for (int number = 0; number < log.events().size(); number++) {
            Event event = log.events().get(number);
            if (event instanceof Event.Looked looked) {
                looks.add(looked);
                checkInside(looked, log.moment(number));
            } else if (event instanceof Event.LookedInVain vain && !isRight(vain, log.moment(number))) {
                add(Flaw.WRONGLY_REFUSED, vain);
            }
        }
        looks.sort((one, other) -> Integer.compare(one.since(), other.since()));
        int known = 0;
        for (Event.Looked looked : looks) {
            for (; known < looked.since(); known++) {
                learn(log.events().get(known));
            }
            check(looked);
        }
    }

    private boolean isRight(Event.LookedInVain vain, long moment) {
        boolean isStranger = vain.code().equals(Refusals.STRANGER)
                && members.mayHaveBeenOutside(vain.talk(), log.user(), log.momentAfter(vain.since()), moment);
        return isStranger || vain.code().equals(Refusals.HIDDEN) && members.hasHidden(vain.talk());
    }

    private void checkInside(Event.Looked looked, long moment) {
        Stream.concat(
                        looked.messages().stream().map(Stored::talk),
                        looked.changes().stream().map(Revision::talk))
                .distinct()
                .filter(talk -> members.wasOutside(talk, log.user(), log.momentAfter(looked.since()), moment))
                .forEach(talk -> add(Flaw.HEARD_OUTSIDE, looked));
        looked.messages().stream()
                .filter(message -> message.seq()
                        <= members.hiddenSince(message.talk(), log.user(), log.momentAfter(looked.since())))
                .forEach(message -> add(Flaw.HEARD_OUTSIDE, message));
    }

    // all of it was true before it was told
    private void learn(Event event) {
        if (event instanceof Event.Heard heard) {
            newest.show(heard.stored());
        } else if (event instanceof Event.Changed changed) {
            newest.show(changed.change().stored());
        } else if (event instanceof Event.Acknowledged answer) {
            newest.show(answer.stored());
        } else if (event instanceof Event.Granted answer) {
            newest.show(answer.stored());
        }
    }

    private void check(Event.Looked looked) {
        looked.messages().forEach(this::check);
        long seq = 0;
        for (Stored message : looked.messages()) {
            checkOrder(seq, message.seq(), message);
            seq = message.seq();
        }
        long rev = 0;
        for (Revision revision : looked.changes()) {
            if (revision instanceof Change change) {
                check(change.stored());
            }
            checkOrder(rev, revision.rev(), revision);
            rev = revision.rev();
        }
    }

    private void check(Stored read) {
        boolean isStored =
                index.at(read.place()).filter(row -> row.isSameMessageAs(read)).isPresent();
        if (!isStored || !said.fits(read)) {
            add(Flaw.MISMATCH, read);
        } else if (newest.isOlder(read)) {
            add(Flaw.OLDER, read);
        }
    }

    private void checkOrder(long before, long now, Object what) {
        if (now <= before) {
            add(now == before ? Flaw.REPEATED : Flaw.OUT_OF_ORDER, what);
        }
    }

    private void add(Flaw flaw, Object what) {
        findings.add(new Finding(flaw, log.device() + " reads " + what));
    }
}
