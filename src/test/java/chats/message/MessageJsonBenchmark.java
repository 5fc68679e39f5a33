package chats.message;

import chats.json.Json;
import chats.log.Message;
import chats.users.User;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The cost of a message's JSON: written once for all receivers, read once from the sender. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MessageJsonBenchmark {
    private final Message message = Message.of(
            1_234_567,
            42,
            null,
            1_234,
            new User(7, "alice"),
            "m".repeat(64),
            "5f1c0e9a-1",
            Instant.ofEpochMilli(1_767_225_600_000L),
            null,
            null,
            List.of());
    private final String request =
            "{\"chatId\":42,\"message\":\"" + "m".repeat(64) + "\",\"clientMessageId\":\"5f1c0e9a-1\"}";

    @Benchmark
    public String write() {
        return Json.write(message);
    }

    /** Without its constraints, which need the server's validator. */
    @Benchmark
    public SendMessage read() {
        return Json.bind(Json.read(request), SendMessage.class);
    }
}
