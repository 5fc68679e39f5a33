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
            Map<Talk, List<Change>> latest,
            List<Finding> findings) {
        this.log = log;
        this.index = index;
        this.said = said;
        this.timeline = timeline;
        this.latest = latest;
        this.findings = findings;
        this.knowledge = new Knowledge(log, findings);
    }

    void check(Rows rows) {
        log.events().forEach(this::take);
        connections.forEach((number, connection) ->
                connection.streams.forEach((talk, stream) -> checkLeftOut(talk, Optional.of(stream), number)));
        knowledge.check(rows);
    }

    private void take(Event event) {
        int number = event.connection();
        Connection connection = connections.computeIfAbsent(number, key -> new Connection(log.user(), timeline));
        if (event instanceof Event.Sent sent) {
            connection.sent.add(sent.clientMessageId());
        } else if (event instanceof Event.Entered entered) {
            Stream before = connection.streams.put(
                    entered.chat(), Stream.from(entered.after()).replaying());
            checkLeftOut(entered.chat(), Optional.ofNullable(before), number);
        } else if (event instanceof Event.Left left) {
            checkLeftOut(left.chat(), Optional.ofNullable(connection.streams.remove(left.chat())), number);
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
        Optional<Stream> stream = connection.stream(heard.talk());
        if (connection.hasBegun(heard.talk())) {
            knowledge.hears(heard);
        } else {
            knowledge.hearsLate(heard);
        }
        if (stream.isEmpty()) {
            add(Flaw.UNASKED, number, heard);
        } else if (stream.get().hasHeard(heard.seq())) {
            add(Flaw.REPEATED, number, heard);
        } else if (!stream.get().isTimeFor(heard)) {
            add(Flaw.OUT_OF_ORDER, number, heard);
            stream.get().note(heard);
        } else {
            checkSkipped(stream.get(), heard.talk(), heard.seq(), number, connection);
            stream.get().hear(heard);
        }
    }

    private void hear(Change heard, int number, Connection connection) {
        checkStored(heard.stored(), number, connection);
        if (connection.hasBegun(heard.talk())) {
            knowledge.hears(heard);
        } else {
            connection.beforeSync.add(heard);
        }
        Optional<Stream> stream = connection.stream(heard.talk());
        if (stream.isEmpty()) {
            add(Flaw.UNASKED, number, heard);
        } else if (stream.get().hasHeard(heard)) {
            add(Flaw.REPEATED, number, heard);
        } else if (!stream.get().isTimeFor(heard)) {
            add(Flaw.OUT_OF_ORDER, number, heard);
            stream.get().note(heard);
        } else {
            if (!stream.get().isReplaying()) {
                checkSkipped(stream.get(), heard.talk(), heard.afterSeq() + 1, number, connection);
            }
            stream.get().hear(heard);
        }
    }

    private void endReplay(Event.Replayed replayed, Connection connection) {
        Optional<Stream> stream = connection.stream(replayed.talk());
        Position last = replayed.last();
        if (stream.isEmpty() || !stream.get().isReplaying()) {
            add(Flaw.UNASKED, replayed.connection(), replayed);
            return;
        }
        if (last.seq() < stream.get().seq() || last.rev() < stream.get().rev()) {
            add(Flaw.OUT_OF_ORDER, replayed.connection(), replayed);
        }
        checkSkipped(stream.get(), replayed.talk(), last.seq() + 1, replayed.connection(), connection);
        stream.get().endReplay(last);
    }

    // A connection does not hear what it sent itself; everything else it does.
    private void checkSkipped(Stream stream, Talk talk, long before, int number, Connection connection) {
        for (long seq = stream.seq() + 1; stream.hasStart() && seq < before; seq++) {
            long skipped = seq;
            index.at(talk, skipped)
                    .filter(row -> row.author() != log.user() || !connection.sent.contains(row.clientMessageId()))
                    .filter(row -> !stream.hasHeard(skipped))
                    .ifPresent(row -> add(Flaw.SKIPPED, number, row));
        }
    }

    // A change may be left out where a later one of the same message follows, or where the message itself shows it.
    private void checkLeftOut(Talk talk, Optional<Stream> ended, int number) {
        ended.ifPresent(stream -> latest.getOrDefault(talk, List.of()).stream()
                .filter(change -> change.rev() > stream.firstRev() && change.rev() <= stream.rev())
                .filter(change ->
                        !change.stored().equals(stream.known(change.stored().seq())))
                .forEach(change -> add(Flaw.SKIPPED, number, change)));
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
