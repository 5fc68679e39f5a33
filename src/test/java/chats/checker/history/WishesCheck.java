package chats.checker.history;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Looks at what a device was told about the edits, deletions and reactions that it asked for. */
final class WishesCheck {
    private final Log log;
    private final Index index;
    private final Said said;
    private final Timeline timeline;
    private final Refusals refusals;
    private final List<Finding> findings;
    private final Map<String, Wish> asked = new LinkedHashMap<>();
    private final Map<String, String> refused = new HashMap<>();
    private final Map<String, Integer> grantedAt = new HashMap<>();
    private final Map<String, Integer> askedAt = new HashMap<>();

    WishesCheck(Log log, Index index, Said said, Timeline timeline, Refusals refusals, List<Finding> findings) {
        this.log = log;
        this.index = index;
        this.said = said;
        this.timeline = timeline;
        this.refusals = refusals;
        this.findings = findings;
    }

    void check() {
        for (int at = 0; at < log.events().size(); at++) {
            take(log.events().get(at), at);
        }
        for (Wish wish : asked.values()) {
            index.at(wish.place()).ifPresent(row -> checkOutcome(wish, row));
        }
    }

    private void take(Event event, int at) {
        if (event instanceof Event.Asked asking) {
            Wish wish = asking.wish();
            asked.put(wish.id(), wish);
            askedAt.putIfAbsent(key(wish), at);
        } else if (event instanceof Event.Granted answer) {
            grantedAt.putIfAbsent(key(answer.wish()), at);
            index.at(answer.wish().place()).ifPresent(row -> checkAnswer(answer, row));
        } else if (event instanceof Event.Refused answer) {
            refused.put(answer.id(), answer.code());
        }
    }

    private void checkAnswer(Event.Granted answer, Stored row) {
        Stored shown = answer.stored();
        if (!row.isSameMessageAs(shown) || !said.fits(shown)) {
            add(Flaw.MISMATCH, "acknowledged " + shown + ", stored " + row);
        } else if (!showsEffect(answer.wish(), shown)) {
            add(Flaw.OLDER, answer.wish() + " is answered with " + shown);
        }
    }

    // It may show what happened later, too.
    private boolean showsEffect(Wish wish, Stored shown) {
        if (shown.state().deleted()) {
            return true;
        }
        if (wish instanceof Wish.Edit edit) {
            long wanted = timeline.rank(shown, edit.text()).orElse(1);
            return timeline.rank(shown).orElse(wanted) >= wanted;
        }
        return wish instanceof Wish.React react
                && (shown.state().holds(log.user(), react.emoji()) == react.on()
                        || said.isAsked(react.place(), log.user(), react.emoji(), !react.on()));
    }

    private void checkOutcome(Wish wish, Stored row) {
        String code = refused.getOrDefault(wish.id(), "");
        if (grantedAt.containsKey(key(wish))) {
            if (!isKept(wish, row)) {
                add(Flaw.LOST, wish + " of " + row);
            }
        } else if (code.isEmpty()) {
            add(Flaw.UNSETTLED, wish);
        } else if (wish instanceof Wish.Edit edit
                && timeline.rank(row, edit.text()).isPresent()
                && (!Refusals.OF_STRANGERS.contains(code) || refusals.isCertain(wish.id()))) {
            add(Flaw.STORED_THOUGH_REFUSED, wish);
        }
        boolean isInTheWay = code.equals("conflict") && row.state().deleted()
                || code.equals(Refusals.STRANGER) && !refusals.isWrong(wish.id())
                || code.equals(Refusals.HIDDEN) && refusals.mayHide(wish.place());
        if (!code.isEmpty() && !code.equals("internal") && !isInTheWay) {
            add(Flaw.WRONGLY_REFUSED, code + ": " + wish + " of " + row);
        }
    }

    private boolean isKept(Wish wish, Stored row) {
        if (wish instanceof Wish.Edit edit && !row.state().deleted()) {
            return row.text().equals(edit.text()) || isLater(row, edit);
        }
        return wish instanceof Wish.React || row.state().deleted();
    }

    private boolean isLater(Stored row, Wish.Edit edit) {
        if (said.isAsSent(row)) {
            return false;
        }
        OptionalLong rank = timeline.rank(row, edit.text());
        if (rank.isPresent()) {
            return timeline.rank(row).orElse(Long.MAX_VALUE) > rank.getAsLong();
        }
        return grantedAt.getOrDefault(row.text(), Integer.MAX_VALUE) > askedAt.get(edit.text());
    }

    private static String key(Wish wish) {
        return wish instanceof Wish.Edit edit ? edit.text() : wish.id();
    }

    private void add(Flaw flaw, Object what) {
        findings.add(new Finding(flaw, log.device() + ": " + what));
    }
}
