package chats.transports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.live.Closing;
import chats.outbox.Limits;
import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PlainSocketTest {
    private final List<Integer> codes = new ArrayList<>();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final PlainSocket socket = new PlainSocket(session(), new Limits(10, 10_000), writers());

    @Test
    void thePeerIsToldTheFirstReasonWhicheverThreadComesFirst() {
        socket.close(Closing.MALFORMED);
        socket.close(Closing.TOO_BIG);
        tasks.removeLast().run();
        tasks.removeLast().run();
        assertEquals(List.of(4400, 4400), codes);
        assertEquals(Closing.MALFORMED, socket.closedFor().orElseThrow());
    }

    private PlainWriters writers() {
        return new PlainWriters() {
            @Override
            Executor writers() {
                return tasks::add;
            }

            @Override
            Executor threads() {
                return tasks::add;
            }
        };
    }

    private Session session() {
        RemoteEndpoint.Async remote = fake(RemoteEndpoint.Async.class, arguments -> null);
        return fake(Session.class, arguments -> {
            if (arguments == null) {
                return remote;
            }
            codes.add(((CloseReason) arguments[0]).getCloseCode().getCode());
            return null;
        });
    }

    private static <T> T fake(Class<T> type, Function<Object[], Object> answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answer.apply(arguments)));
    }
}
