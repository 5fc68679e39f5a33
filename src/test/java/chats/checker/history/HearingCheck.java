package chats.checker.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at what each connection of a device heard, and in which order. */
final class HearingCheck {
    private final Log log;
    private final Index index;
    private final Said said;
    private final Timeline timeline;
    private final Members members;
    private final Map<Talk, List<Change>> latest;
    private final List<Finding> findings;
    private final Knowledge knowledge;
    private final Map<Integer, Connection> connections = new HashMap<>();

    /** @param latest changes in the database */
    HearingCheck(
            Log log,
            Index index,
            Said said,
            Timeline timeline,
            Members members,
            Map<Talk, List<Change>> latest,
            List<Finding> findings) {
        this.log = log;
        this.index = index;
        this.said = said;
        this.timeline = timeline;
        this.members = members;
        this.latest = latest;
        this.findings = findings;
        this.knowledge = new Knowledge(log, members, findings);
    }

    void check(Rows rows) {
        for (int event = 0; event < log.events().size(); event++) {
            take(log.events().get(event), log.moment(event));
        }
        int last =
                connections.keySet().stream().mapToInt(number -> number).max().orElse(Event.REST);
        connections.forEach((number, connection) -> connection.streams.forEach((talk, stream) -> {
            checkLeftOut(talk, Optional.of(stream), number);
            // a replay that broke has not come to where it sums up who came and went
            if (!stream.isReplaying() || number == last) {
                connection.seats.check(talk, new Position(stream.seq(), stream.rev()));
            }
        }));
        knowledge.check(rows);
        checkEnd(rows, last);
    }

    /** On its last connection, a device has entered those chats of which its user is a member, and knows them as they are. */
    private void checkEnd(Rows rows, int last) {
        for (Talk.Chat chat : log.chats()) {
            Optional<Room> room = members.room(chat);
            boolean isMember = members.lastingStay(chat, log.user()).isPresent();
            Stream stream =
                    last == Event.REST ? null : connections.get(last).streams.get(chat);
            if (room.isPresent() && isMember != (stream != null)) {
                add(Flaw.UNTOLD, last, chat + (isMember ? " has its user" : " does not have its user"));
            } else if (room.isPresent() && stream != null && isMissing(room.get(), stream, Long.MAX_VALUE)) {
                add(Flaw.STALE, last, room.get().latest());
            }
        }
    }

    private void take(Event event, long moment) {
        int number = event.connection();
        Connection connection = connections.computeIfAbsent(number, this::connection);
        if (event instanceof Event.Sent sent) {
            connection.sent.add(sent.clientMessageId());
        } else if (event instanceof Event.Entered entered) {
            Position from = connection.seats.enter(entered);
            Stream stream = Stream.from(from).hiding(connection.seats.hidden(entered.chat()));
            Stream before = connection.streams.put(entered.chat(), stream.replaying());
            checkLeftOut(entered.chat(), Optional.ofNullable(before), number);
        } else if (event instanceof Event.Left left) {
            connection.seats.leave(left.chat());
            checkLeftOut(left.chat(), Optional.ofNullable(connection.streams.remove(left.chat())), number);
        } else if (event instanceof Event.Removed removed) {
            remove(removed, moment, connection);
        } else if (event instanceof Event.Invited invited) {
            connection.seats.hear(invited);
        } else if (event instanceof Event.ChatChanged changed) {
            hear(changed.change(), number, connection);
        } else if (event instanceof Event.Synced synced) {
            sync(synced, connection);
        } else if (event instanceof Event.Heard heard) {
            hear(heard.stored(), number, connection);
        } else if (event instanceof Event.Changed changed) {
            hear(changed.change(), number, connection);
        } else if (event instanceof Event.Replayed replayed) {
            endReplay(replayed, connection);
        } else if (event instanceof Event.Acknowledged answer) {
            knowledge.isAnswered(answer.stored());
            answer(answer.stored(), connection);
        } else if (event instanceof Event.Granted answer) {
            answer(answer.stored(), connection);
        }
    }

    private Connection connection(int number) {
        SeatsCheck seats = new SeatsCheck(log, number, members, timeline, findings);
        return new Connection(log.user(), new Newest(timeline), seats);
    }

    private void sync(Event.Synced synced, Connection connection) {
        connection.sync(synced.after());
        connection.beforeSync.stream()
                .filter(change -> change.rev()
                        > connection.after((Talk.Whispers) change.talk()).rev())
                .forEach(knowledge::hears);
        connection.beforeSync.clear();
    }

    // Others may be answers to what was asked before.
    private static void answer(Stored stored, Connection connection) {
        if (stored.state().deleted()) {
            connection.newest.show(stored);
        }
    }

    private void hear(Stored heard, int number, Connection connection) {
        checkStored(heard, number, connection);
        connection.seats.hear(heard);
        Optional<Stream> stream = connection.stream(heard.talk());
        if (connection.hasBegun(heard.talk())) {
            knowledge.hears(heard);
        } else {
            knowledge.hearsLate(heard);
        }
        if (stream.isEmpty()) {
            addUnasked(connection, heard.talk(), number, heard);
        } else if (stream.get().hasHeard(heard.seq())) {
            add(Flaw.REPEATED, number, heard);
        } else if (!stream.get().isTimeFor(heard)) {
            add(Flaw.OUT_OF_ORDER, number, heard);
            stream.get().note(heard);
        } else {
            checkSkipped(stream.get(), heard.talk(), heard.seq(), number, connection, Flaw.SKIPPED);
            stream.get().hear(heard);
        }
    }

    private void hear(Change heard, int number, Connection connection) {
        checkStored(heard.stored(), number, connection);
        connection.seats.hear(heard);
        if (connection.hasBegun(heard.talk())) {
            knowledge.hears(heard);
        } else {
            connection.beforeSync.add(heard);
        }
        hearInOrder(heard, number, connection);
    }

    private void hear(ChatChange heard, int number, Connection connection) {
        connection.seats.hear(heard);
        hearInOrder(heard, number, connection);
    }

    private void hearInOrder(Revision heard, int number, Connection connection) {
        Optional<Stream> stream = connection.stream(heard.talk());
        if (stream.isEmpty()) {
            addUnasked(connection, heard.talk(), number, heard);
        } else if (stream.get().hasHeard(heard)) {
            add(Flaw.REPEATED, number, heard);
        } else if (!stream.get().isTimeFor(heard)) {
            add(Flaw.OUT_OF_ORDER, number, heard);
            stream.get().note(heard);
        } else {
            if (!stream.get().isReplaying()) {
                checkSkipped(stream.get(), heard.talk(), heard.afterSeq() + 1, number, connection, Flaw.SKIPPED);
            }
            stream.get().hear(heard);
        }
    }

    /** Up to where it was a member, it has heard everything; but a replay that is under way ends there. */
    private void remove(Event.Removed removed, long moment, Connection connection) {
        Talk.Chat chat = removed.chat();
        Position end = connection.seats.remove(removed, moment).orElse(null);
        Stream stream = connection.seats.wasRemoved(chat) ? connection.streams.remove(chat) : null;
        if (stream != null) {
            checkLeftOut(chat, Optional.of(stream), removed.connection());
        }
        if (stream != null && end != null && stream.isLive()) {
            int number = removed.connection();
            checkSkipped(stream, chat, end.seq() + 1, number, connection, Flaw.MISSED_BEFORE_CUT);
            latest.getOrDefault(chat, List.of()).stream()
                    .filter(change -> change.rev() > stream.rev() && change.rev() < end.rev())
                    .filter(stream::shows)
                    .forEach(change -> add(Flaw.MISSED_BEFORE_CUT, number, change));
        }
    }

    private void endReplay(Event.Replayed replayed, Connection connection) {
        Optional<Stream> stream = connection.stream(replayed.talk());
        Position last = replayed.last();
        if (stream.isEmpty() || !stream.get().isReplaying()) {
            addUnasked(connection, replayed.talk(), replayed.connection(), replayed);
            return;
        }
        connection.seats.check(replayed.talk(), last);
        if (last.seq() < stream.get().seq() || last.rev() < stream.get().rev()) {
            add(Flaw.OUT_OF_ORDER, replayed.connection(), replayed);
        }
        checkSkipped(stream.get(), replayed.talk(), last.seq() + 1, replayed.connection(), connection, Flaw.SKIPPED);
        stream.get().endReplay(last);
    }

    // A connection does not hear what it sent itself; everything else it does.
    private void checkSkipped(Stream stream, Talk talk, long before, int number, Connection connection, Flaw flaw) {
        for (long seq = stream.seq() + 1; stream.hasStart() && seq < before; seq++) {
            Optional<Stored> row = index.at(talk, seq);
            if (row.isEmpty() || stream.hasHeard(seq)) {
                continue;
            }
            if (row.get().author() == log.user()
                    && connection.sent.contains(row.get().clientMessageId())) {
                stream.isSpared();
            } else {
                add(flaw, number, row.get());
            }
        }
    }

    // A change may be left out where a later one of the same message follows, or where the message itself shows it.
    private void checkLeftOut(Talk talk, Optional<Stream> ended, int number) {
        ended.ifPresent(stream -> latest.getOrDefault(talk, List.of()).stream()
                .filter(change -> change.rev() > stream.firstRev() && change.rev() <= stream.rev())
                .filter(stream::shows)
                .filter(change ->
                        !change.stored().equals(stream.known(change.stored().seq())))
                .forEach(change -> add(Flaw.SKIPPED, number, change)));
        ended.ifPresent(stream -> members.room(talk)
                .filter(room -> isMissing(room, stream, stream.rev()))
                .ifPresent(room -> add(Flaw.SKIPPED, number, room.latest())));
    }

    private static boolean isMissing(Room room, Stream stream, long upTo) {
        long rev = room.latest().rev();
        return rev > stream.firstRev() && rev <= upTo && !stream.hasHeard(room.latest());
    }

    private void addUnasked(Connection connection, Talk talk, int number, Object what) {
        add(connection.seats.wasRemoved(talk) ? Flaw.HEARD_OUTSIDE : Flaw.UNASKED, number, what);
    }

    private void checkStored(Stored heard, int number, Connection connection) {
        Optional<Stored> row = index.at(heard.place());
        if (row.isEmpty()) {
            add(Flaw.PHANTOM, number, heard);
        } else if (!row.get().isSameMessageAs(heard) || !said.fits(heard)) {
            add(Flaw.MISMATCH, number, "heard " + heard + ", stored " + row.get());
        } else if (connection.newest.isOlder(heard)) {
            add(Flaw.OLDER, number, heard);
        } else {
            connection.newest.show(heard);
        }
    }

    private void add(Flaw flaw, int connection, Object what) {
        findings.add(new Finding(flaw, log.device() + ", connection " + connection + ": " + what));
    }
}
