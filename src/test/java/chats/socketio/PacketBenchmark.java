package chats.socketio;

import chats.socketio.engine.EnginePacket;
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

/** The cost of a Socket.IO packet: of decoding an event, and of encoding one for any number of clients. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PacketBenchmark {
    private final String received = "2/chats,17[\"send_message\",{\"chatId\":42,\"message\":\"" + "m".repeat(64)
            + "\",\"clientMessageId\":\"5f1c0e9a-1\"}]";
    private final String json =
            "{\"id\":1234567,\"chatId\":42,\"seq\":1234,\"author\":{\"id\":7,\"nickname\":\"alice\"},"
                    + "\"message\":\"" + "m".repeat(64)
                    + "\",\"clientMessageId\":null,\"createdAt\":\"2026-01-01T12:00:00.000Z\"}";

    /** The packet alone. */
    @Benchmark
    public Object decode() throws MalformedPacket {
        return Packet.decode(received);
    }

    /** The packet and the JSON in it. */
    @Benchmark
    public Object decodeEvent() throws MalformedPacket {
        return EventData.read(Packet.decode(received).data(), List.of());
    }

    @Benchmark
    public EnginePacket encodeEvent() {
        return PacketEncoder.event("/chats", "receive_message", json);
    }
}
