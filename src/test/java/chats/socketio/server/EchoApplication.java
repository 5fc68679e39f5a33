package chats.socketio.server;

import chats.outbox.Limits;
import chats.socketio.Ack;
import chats.socketio.Broadcast;
import chats.socketio.ConnectRequest;
import chats.socketio.Decision;
import chats.socketio.Namespace;
import chats.socketio.Socket;
import chats.socketio.SocketHandler;
import chats.socketio.SocketIo;
import chats.socketio.SocketIoSettings;
import chats.socketio.engine.Cors;
import chats.socketio.engine.EngineSession;
import chats.socketio.engine.Handshake;
import chats.socketio.engine.OpenPacket;
import chats.socketio.engine.SessionAdmission;
import chats.socketio.engine.SessionLease;
import chats.socketio.engine.Verdict;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Echoes everything. The user is the text of the Authorization header. At {@code /socket.io/} it has the default
 * timeouts, so that no test depends on how busy the machine is. At {@code /hasty/} it has short timeouts, for the tests
 * of these.
 */
@WebListener
public class EchoApplication implements ServletContextListener {

    /** 15 MB in all, far more than the buffers between server and client hold. */
    static final int FLOOD = 1_500;

    private static final SocketIoSettings PATIENT = settings(25_000, 20_000, 45_000);
    private static final SocketIoSettings HASTY = settings(1_000, 3_000, 2_000);

    private final List<SocketIo> servers = new ArrayList<>();
    private final AtomicInteger floodedAndGone = new AtomicInteger();

    @Resource
    ManagedExecutorService executor;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        serve("socket.io", PATIENT, event.getServletContext());
        serve("hasty", HASTY, event.getServletContext());
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        servers.forEach(SocketIo::close);
    }

    private static SocketIoSettings settings(int pingInterval, int pingTimeout, int connectTimeout) {
        return new SocketIoSettings(pingInterval, pingTimeout, connectTimeout, 1_000_000, new Limits(2_000, 64 << 20));
    }

    private void serve(String path, SocketIoSettings settings, ServletContext context) {
        Namespace echo = request -> CompletableFuture.completedFuture(accept(request));
        SocketIo io =
                new SocketIo(settings, new Gate(), executor, scheduler, Map.of("/", echo, "/quiet", Namespace.QUIET));
        servers.add(io);
        ServletRegistration.Dynamic servlet = context.addServlet(path, io.servlet());
        servlet.setAsyncSupported(true);
        servlet.addMapping("/" + path + "/*");
    }

    private Decision accept(ConnectRequest request) {
        return Decision.accept(socket -> {
            socket.emit("auth", List.of(request.auth()));
            return new Echo(socket);
        });
    }

    private final class Echo implements SocketHandler {

        private final Socket socket;
        private volatile boolean flooded;

        Echo(Socket socket) {
            this.socket = socket;
        }

        @Override
        public void onEvent(String event, List<JsonNode> args, Ack ack) {
            if (ack.isWanted()) {
                ack.send(args);
            } else if (event.equals("close")) {
                socket.closeTransport();
            } else if (event.equals("flood")) {
                flooded = true;
                Broadcast wave = new Broadcast("/", "wave", "\"" + "x".repeat(10_000) + "\"");
                for (int i = 0; i < FLOOD; i++) {
                    socket.send(wave);
                }
            } else if (event.equals("flooded and gone")) {
                socket.emit(event, List.of(IntNode.valueOf(floodedAndGone.get())));
            } else {
                socket.emit(event, args);
            }
        }

        @Override
        public void onDisconnect(String reason) {
            if (flooded) {
                floodedAndGone.incrementAndGet();
            }
        }
    }

    private static final class Gate implements SessionAdmission {

        @Override
        public OpenPacket open(HttpServletRequest request) {
            String user = request.getHeader("Authorization");
            if ("nobody can say".equals(user)) {
                return OpenPacket.refused(Verdict.UNAVAILABLE);
            }
            if ("too many".equals(user)) {
                return OpenPacket.refused(Verdict.tooMany(Duration.ofMillis(1_500)));
            }
            return OpenPacket.of(new Handshake(Optional.ofNullable(user), "", SessionLease.UNBOUNDED));
        }

        @Override
        public Verdict proceed(HttpServletRequest request, EngineSession session) {
            String user = request.getHeader("Authorization");
            return user == null || session.claim(user) ? Verdict.ACCEPTED : Verdict.FORBIDDEN;
        }

        @Override
        public Optional<Cors> cors(HttpServletRequest request) {
            return Optional.ofNullable(request.getHeader("Origin"))
                    .filter("http://friend.example"::equals)
                    .map(origin -> new Cors(origin, true));
        }
    }
}
