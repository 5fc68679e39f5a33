package chats.ops;

import chats.admission.Budgets;
import chats.bus.Bus;
import chats.counters.Counter;
import chats.counters.Distribution;
import chats.counters.RefusedFrames;
import chats.edge.NodeMetrics;
import chats.errors.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/**
 * Publishes the counters at {@code /metrics}. Gauges are read when {@code /metrics} is called; totals are copied by
 * {@link #update} just before. So counting itself stays cheap. With {@code METRICS_OPEN=false} the server has no
 * metrics, and beans.xml excludes this class.
 */
@ApplicationScoped
class PublishedMetrics implements NodeMetrics {
    private final List<PublishedTotal> totals = new CopyOnWriteArrayList<>();

    void publish(
            @Observes @Initialized(ApplicationScoped.class) Object application,
            MetricRegistry registry,
            Bus bus,
            Budgets budgets) {
        String sockets = "chats_open_sockets";
        gauge(registry, sockets, "Sockets open on this node", Counter.PLAIN_SOCKETS, new Tag("door", "plain"));
        gauge(registry, sockets, "Sockets open on this node", Counter.SOCKETIO_SOCKETS, new Tag("door", "socketio"));
        registry.gauge(
                metadata("chats_nodes_degraded", "1 while nodes hear of each other by the database"),
                () -> bus.trouble().isPresent() ? 1 : 0);
        events(registry);
        admission(registry, budgets);
        distributions(registry);
    }

    @Override
    public Runnable update() {
        return () -> totals.forEach(PublishedTotal::update);
    }

    private void events(MetricRegistry registry) {
        String stored = "chats_messages_stored_total";
        total(registry, stored, "Messages and whispers stored", Counter.MESSAGES_STORED, new Tag("kind", "message"));
        total(registry, stored, "Messages and whispers stored", Counter.WHISPERS_STORED, new Tag("kind", "whisper"));
        total(
                registry,
                "chats_changes_stored_total",
                "Changes of messages and of chats stored",
                Counter.CHANGES_STORED);
        total(registry, "chats_read_marks_stored_total", "Read marks moved", Counter.MARKS_STORED);
        total(registry, "chats_delivered_total", "Live events handed to a socket", Counter.DELIVERED);
        total(registry, "chats_replayed_total", "Missed events handed to a socket", Counter.REPLAYED);
        total(registry, "chats_outbox_overflows_total", "Sockets closed as too slow", Counter.OUTBOX_OVERFLOWS);
        total(registry, "chats_dropped_total", "Droppable events that a slow socket lost", Counter.DROPPED);
        String heard = "chats_heard_from_nodes_total";
        total(registry, heard, "Events of chats that other nodes told of", Counter.HEARD_FROM_NODES);
        total(registry, "chats_fetched_total", "Events of chats that no node told of in time", Counter.FETCHED);
        for (ErrorCode code : ErrorCode.values()) {
            total(
                    registry,
                    metadata("chats_refused_frames_total", "Frames of clients refused, by code"),
                    () -> RefusedFrames.value(code),
                    new Tag("code", code.code()));
        }
    }

    private void admission(MetricRegistry registry, Budgets budgets) {
        total(registry, "chats_connections_closed_total", "Connections beyond a limit", Counter.CONNECTIONS_CLOSED);
        refused(registry, "guests", budgets.guests()::refused);
        refused(registry, "bytes", budgets.bytes()::refused);
        refused(registry, "hashes", budgets.hashes()::refused);
        refused(registry, "handshakes", budgets.handshakes()::refused);
        refused(registry, "registrations", budgets.registrations()::refused);
    }

    private void refused(MetricRegistry registry, String limit, LongSupplier count) {
        total(
                registry,
                metadata("chats_admission_refused_total", "Refused before a token was shown, by limit"),
                count,
                new Tag("limit", limit));
    }

    private static void distributions(MetricRegistry registry) {
        Timer delivery =
                registry.timer(metadata("chats_send_to_deliver", "From taking a message in to handing it out"));
        Distribution.SEND_TO_DELIVER.to(nanos -> delivery.update(Duration.ofNanos(nanos)));
        Distribution.BATCH_SIZE.to(
                registry.histogram(metadata("chats_batch_size", "Messages and changes in one commit"))::update);
    }

    private static void gauge(MetricRegistry registry, String name, String description, Counter counter, Tag... tags) {
        registry.gauge(metadata(name, description), counter::value, tags);
    }

    private void total(MetricRegistry registry, String name, String description, Counter counter, Tag... tags) {
        total(registry, metadata(name, description), counter::value, tags);
    }

    private void total(MetricRegistry registry, Metadata metadata, LongSupplier count, Tag... tags) {
        totals.add(new PublishedTotal(count, registry.counter(metadata, tags)));
    }

    private static Metadata metadata(String name, String description) {
        return Metadata.builder()
                .withName(name)
                .withDescription(description)
                .withUnit(MetricUnits.NONE)
                .build();
    }
}
