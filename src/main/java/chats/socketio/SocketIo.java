package chats.socketio;

import chats.socketio.engine.EngineServer;
import chats.socketio.engine.EngineServlet;
import chats.socketio.engine.SessionAdmission;
import jakarta.servlet.http.HttpServlet;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/** A Socket.IO server. The application makes one when it starts, and closes it when it stops. */
public final class SocketIo implements AutoCloseable {

    private final SocketIoSettings settings;
    private final Map<String, Namespace> namespaces;
    private final EngineServer engine;
    private final EngineServlet servlet;

    /**
     * @param executor writes to clients, on threads of the container; the writes are many and short, but may block
     * @param scheduler runs timers, on threads of the container, such as a {@code ManagedScheduledExecutorService}
     * @param namespaces by name, which begins with a slash; clients can connect to no others
     */
    public SocketIo(
            SocketIoSettings settings,
            SessionAdmission admission,
            Executor executor,
            ScheduledExecutorService scheduler,
            Map<String, Namespace> namespaces) {
        this(settings, admission, executor, scheduler, System::nanoTime, namespaces);
    }

    SocketIo(
            SocketIoSettings settings,
            SessionAdmission admission,
            Executor executor,
            ScheduledExecutorService scheduler,
            LongSupplier nanoTime,
            Map<String, Namespace> namespaces) {
        this.settings = settings;
        this.namespaces = Map.copyOf(namespaces);
        this.engine = new EngineServer(
                settings.engine(), executor, scheduler, nanoTime, session -> new Client(this, session));
        this.servlet = new EngineServlet(engine, admission);
    }

    /** Must be registered with async support, usually at {@code /socket.io/*}. */
    public HttpServlet servlet() {
        return servlet;
    }

    /** How many clients there are, including those that have not connected to a namespace. */
    public int clients() {
        return engine.size();
    }

    /** Closes every transport; clients reconnect by themselves. */
    @Override
    public void close() {
        engine.close();
    }

    SocketIoSettings settings() {
        return settings;
    }

    Map<String, Namespace> namespaces() {
        return namespaces;
    }

    EngineServer engine() {
        return engine;
    }
}
