package chats.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.RunningServer;
import chats.run.ServerUnderTest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ServerUnderTest.class)
class MetricsIT {
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
}
