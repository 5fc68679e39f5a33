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
import chats.socketio.engine.Admission;
import chats.socketio.engine.Cors;
import chats.socketio.engine.EngineSession;
import chats.socketio.engine.Verdict;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Says everything back; its heartbeat is quick and its users are whatever the Authorization header says. */
@WebListener
public class EchoApplication implements ServletContextListener {

    /** Far more than the buffers between a server and a client take in, together 15 MB. */
    static final int FLOOD = 1_500;

    private static final SocketIoSettings SETTINGS =
            new SocketIoSettings(2_000, 1_500, 3_000, 1_000_000, new Limits(2_000, 64 << 20), Set.of());

    @Resource
    ManagedExecutorService executor;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private SocketIo io;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        Namespace echo = request -> CompletableFuture.completedFuture(accept(request));
        io = new SocketIo(SETTINGS, new Gate(), executor, scheduler, Map.of("/", echo, "/quiet", Namespace.QUIET));
        ServletRegistration.Dynamic servlet = event.getServletContext().addServlet("socket.io", io.servlet());
        servlet.setAsyncSupported(true);
        servlet.addMapping("/socket.io/*");
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        io.close();
    }

    private static Decision accept(ConnectRequest request) {
        return Decision.accept(socket -> {
            socket.emit("auth", List.of(request.auth()));
            return new Echo(socket);
        });
    }

    private record Echo(Socket socket) implements SocketHandler {

        @Override
        public void onEvent(String event, List<JsonNode> args, Ack ack) {
            if (ack.isWanted()) {
                ack.send(args);
            } else if (event.equals("close")) {
                socket.closeTransport();
            } else if (event.equals("flood")) {
                Broadcast wave = new Broadcast("/", "wave", "\"" + "x".repeat(10_000) + "\"");
                for (int i = 0; i < FLOOD; i++) {
                    socket.send(wave);
                }
            } else {
                socket.emit(event, args);
            }
        }

        @Override
        public void onDisconnect(String reason) {}
    }

    private static final class Gate implements Admission {

        @Override
        public Verdict open(HttpServletRequest request) {
            return "nobody can say".equals(request.getHeader("Authorization")) ? Verdict.UNAVAILABLE : Verdict.ACCEPTED;
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
