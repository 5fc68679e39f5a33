package chats.checker.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks at what one connection was told of chats whose members come and go: nothing of the time outside, and who else is there. */
final class SeatsCheck {
    private final Log log;
    private final int number;
    private final Members members;
    private final Timeline timeline;
    private final List<Finding> findings;
    private final Map<Talk, Seat> seats = new HashMap<>();
    private final Set<Talk> left = new HashSet<>();

    SeatsCheck(Log log, int number, Members members, Timeline timeline, List<Finding> findings) {
        this.log = log;
        this.number = number;
        this.members = members;
        this.timeline = timeline;
        this.findings = findings;
    }

    /** Returns from where on everything is to be heard. */
    Position enter(Event.Entered entered) {
        Talk.Chat chat = entered.chat();
        left.remove(chat);
        seats.remove(chat);
        if (members.room(chat).isEmpty()) {
            return entered.after();
        }
        Optional<Stay> stay = members.stay(chat, log.user(), entered.at().rev());
        if (stay.isEmpty()) {
            add(Flaw.HEARD_OUTSIDE, entered);
            return entered.after();
        }
        Position hidden = members.hidden(chat, stay.get());
        Position from = entered.after().max(hidden);
        seats.put(chat, new Seat(stay.get(), members.at(chat, from.rev())));
        return from;
    }

    void leave(Talk.Chat chat) {
        seats.remove(chat);
    }

    private Optional<Seat> seat(Talk talk) {
        return Optional.ofNullable(seats.get(talk));
    }

    /** Messages up to this one are hidden from its user. */
    long hidden(Talk talk) {
        return seat(talk).map(seat -> members.hidden(talk, seat.stay()).seq()).orElse(0L);
    }

    /** Ends what is heard of the chat; returns the place behind which nothing was to be heard, empty if it is not known. */
    Optional<Position> remove(Event.Removed removed, long moment) {
        Talk.Chat chat = removed.chat();
        Seat seat = seats.get(chat);
        if (members.of(chat, log.user()).stream().allMatch(Stay::lasts)) {
            add(Flaw.PHANTOM, removed);
            return Optional.empty();
        }
        if (seat != null && !members.mayHaveEnded(chat, seat.stay(), moment)) {
            add(Flaw.OUT_OF_ORDER, removed + " of an earlier stay");
            return Optional.empty();
        }
        seats.remove(chat);
        left.add(chat);
        return Optional.ofNullable(seat).map(Seat::stay).map(Stay::left);
    }

    /** Whether its user was told to be removed, and the connection has not entered since. */
    boolean wasRemoved(Talk talk) {
        return left.contains(talk);
    }

    void hear(Stored message) {
        seat(message.talk()).map(Seat::stay).ifPresent(stay -> {
            boolean isHidden =
                    message.seq() <= members.hidden(message.talk(), stay).seq();
            if (isHidden || !stay.isBeforeEnd(message.seq()) || isFromOutside(stay, message)) {
                add(Flaw.HEARD_OUTSIDE, message);
            }
        });
    }

    void hear(Change change) {
        Stored message = change.stored();
        seat(change.talk()).map(Seat::stay).ifPresent(stay -> {
            Position hidden = members.hidden(change.talk(), stay);
            boolean isHidden = message.seq() <= hidden.seq() || change.rev() <= hidden.rev();
            if (isHidden || !isBeforeEnd(stay, change.rev()) || isFromOutside(stay, message)) {
                add(Flaw.HEARD_OUTSIDE, change);
            }
        });
    }

    void hear(ChatChange change) {
        seat(change.chat()).ifPresent(seat -> {
            if (!isBeforeEnd(seat.stay(), change.rev())) {
                add(Flaw.HEARD_OUTSIDE, change);
            } else if (!seat.learns(change, members.at(change.chat(), change.rev()))) {
                add(Flaw.MISTOLD, change);
            }
        });
    }

    void hear(Event.Invited invited) {
        boolean isKnown = members.room(invited.chat()).isPresent();
        if (isKnown && members.isStrangerAt(invited.chat(), log.user(), invited.rev())) {
            add(Flaw.HEARD_OUTSIDE, invited);
        } else if (isKnown && !members.at(invited.chat(), invited.rev()).equals(invited.members())) {
            add(Flaw.MISTOLD, invited);
        }
    }

    /** Up to here, everything was told. */
    void check(Talk talk, Position last) {
        if (talk instanceof Talk.Chat chat
                && seats.containsKey(chat)
                && !seats.get(chat).members().equals(members.at(chat, last.rev()))) {
            add(
                    Flaw.MISTOLD,
                    chat + " up to " + last + " has " + members.at(chat, last.rev()) + ", was told of "
                            + seats.get(chat).members());
        }
    }

    // The removal itself is not told by a change.
    private static boolean isBeforeEnd(Stay stay, long rev) {
        return stay.lasts() || rev < stay.left().rev();
    }

    private boolean isFromOutside(Stay stay, Stored message) {
        boolean isAsSent = !message.state().edited() && !message.state().deleted();
        return !isAsSent
                && timeline.origin(message)
                        .filter(change -> !isBeforeEnd(stay, change.rev()))
                        .isPresent();
    }

    private void add(Flaw flaw, Object what) {
        findings.add(new Finding(flaw, log.device() + ", connection " + number + ": " + what));
    }
}
