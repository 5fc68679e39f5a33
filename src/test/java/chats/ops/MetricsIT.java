package chats.ops;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.RunningServer;
import chats.run.SharedServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@SharedServer
class MetricsIT {
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (chats_\\w+) (\\w+)$");
    private static final Pattern HELP = Pattern.compile("(?m)^# HELP (chats_\\w+) (\\S.*)$");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(chats_\\w+)\\{");
    private static final Pattern NO_BASE_UNIT = Pattern.compile(
            ".*((milli|micro|nano)seconds?|_(minutes|hours|days|bits|(kilo|mega)bytes|[mn]s|[km]b)\\b).*");

    @Test
    void everythingThatOperatorsWatchIsThere(RunningServer server) throws Exception {
        HttpResponse<String> metrics = Ask.get(server, "/metrics");
        assertEquals(200, metrics.statusCode());
        for (String name : List.of(
                "chats_open_sockets{door=\"plain\"",
                "chats_open_sockets{door=\"socketio\"",
                "chats_messages_stored_total{kind=\"message\"",
                "chats_messages_stored_total{kind=\"whisper\"",
                "chats_delivered_total{",
                "chats_replayed_total{",
                "chats_outbox_overflows_total{",
                "chats_connections_closed_total{",
                "chats_admission_refused_total{limit=\"hashes\"",
                "chats_refused_frames_total{code=\"validation_failed\"",
                "chats_send_to_deliver_seconds_bucket{",
                "chats_batch_size_bucket{")) {
            assertTrue(metrics.body().contains("\n" + name), name);
        }
    }

    /** The rules of Prometheus' own linter, {@code promtool check metrics}. */
    @Test
    void theyAreAsPrometheusWantsThem(RunningServer server) {
        String metrics = Ask.get(server, "/metrics").body();
        Map<String, String> types = new TreeMap<>();
        TYPE.matcher(metrics).results().forEach(line -> {
            assertNull(types.put(line.group(1), line.group(2)), line.group() + " is said twice");
        });
        Set<String> helped = HELP.matcher(metrics)
                .results()
                .map(line -> line.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(types.keySet(), helped, "each has a HELP");
        assertAll(types.entrySet().stream().map(each -> () -> {
            String name = each.getKey();
            String type = each.getValue();
            assertTrue(Set.of("counter", "gauge", "histogram").contains(type), name + " is a " + type);
            assertEquals(type.equals("counter"), name.endsWith("_total"), name + " is a " + type);
            assertTrue(name.matches("[a-z][a-z0-9_]*"), name);
            assertFalse(name.matches(".*_(count|sum|bucket|info|counter|gauge|histogram|summary)"), name);
            assertFalse(NO_BASE_UNIT.matcher(name).matches(), name);
        }));
        SAMPLE.matcher(metrics)
                .results()
                .map(line -> line.group(1))
                .forEach(name -> assertTrue(
                        types.containsKey(name)
                                || "histogram".equals(types.get(name.replaceFirst("_(bucket|sum|count)$", ""))),
                        name + " has a type"));
    }
}
