package chats.checker.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at what each connection of a device heard, and in which order. */
final class HearingCheck {
    /** One connection: its streams, and what it sent itself. */
    private static final class Connection {
        final Map<Talk, Stream> streams = new HashMap<>();
        final Set<String> sent = new HashSet<>();
        Map<Long, Long> synced;
    }

    private final Log log;
    private final Index index;
    private final List<Finding> findings;
    private final Map<Integer, Connection> connections = new HashMap<>();

    HearingCheck(Log log, Index index, List<Finding> findings) {
        this.log = log;
        this.index = index;
        this.findings = findings;
    }

    void check() {
        log.events().forEach(this::take);
    }

    private void take(Event event) {
        Connection connection = connections.computeIfAbsent(event.connection(), number -> new Connection());
        if (event instanceof Event.Sent sent) {
            connection.sent.add(sent.clientMessageId());
        } else if (event instanceof Event.Entered entered) {
            connection.streams.put(entered.chat(), Stream.from(entered.after()));
        } else if (event instanceof Event.Left left) {
            connection.streams.remove(left.chat());
        } else if (event instanceof Event.Synced synced) {
            connection.synced = synced.after();
            connection.streams.forEach((talk, stream) -> {
                if (talk instanceof Talk.Whispers whispers) {
                    stream.goOnFrom(synced.after().getOrDefault(whispers.otherThan(log.user()), 0L));
                }
            });
        } else if (event instanceof Event.Heard heard) {
            hear(heard.stored(), heard.connection(), connection);
        }
    }

    private void hear(Stored heard, int number, Connection connection) {
        checkStored(heard, number);
        Stream stream = connection.streams.get(heard.talk());
        if (stream == null && heard.talk() instanceof Talk.Whispers whispers && whispers.belongsTo(log.user())) {
            stream = connection.synced == null
                    ? Stream.live()
                    : Stream.from(connection.synced.getOrDefault(whispers.otherThan(log.user()), 0L));
            connection.streams.put(whispers, stream);
        }
        if (stream == null) {
            add(Flaw.UNASKED, number, heard);
        } else if (stream.hasHeard(heard.seq())) {
            add(Flaw.REPEATED, number, heard);
        } else if (heard.seq() <= stream.last()) {
            add(Flaw.OUT_OF_ORDER, number, heard);
        } else {
            checkSkipped(stream, heard, number, connection);
            stream.hear(heard.seq());
        }
    }

    // A connection does not hear what it sent itself; everything else it does.
    private void checkSkipped(Stream stream, Stored heard, int number, Connection connection) {
        for (long seq = stream.last() + 1; stream.hasStart() && seq < heard.seq(); seq++) {
            long skipped = seq;
            index.at(heard.talk(), skipped)
                    .filter(row -> row.author() != log.user() || !connection.sent.contains(row.clientMessageId()))
                    .filter(row -> !stream.hasHeard(skipped))
                    .ifPresent(row -> add(Flaw.SKIPPED, number, row));
        }
    }

    private void checkStored(Stored heard, int number) {
        index.at(heard.talk(), heard.seq())
                .ifPresentOrElse(
                        row -> {
                            if (!row.equals(heard)) {
                                add(Flaw.MISMATCH, number, "heard " + heard + ", stored " + row);
                            }
                        },
                        () -> add(Flaw.PHANTOM, number, heard));
    }

    private void add(Flaw flaw, int connection, Object what) {
        findings.add(new Finding(flaw, log.device() + ", connection " + connection + ": " + what));
    }
}
