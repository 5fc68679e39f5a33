package chats.socketio;

import chats.socketio.engine.EngineServer;
import chats.socketio.engine.EngineServlet;
import chats.socketio.engine.SessionAdmission;
import jakarta.servlet.http.HttpServlet;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/** A Socket.IO server; lives as long as its application. */
public final class SocketIo implements AutoCloseable {

    private final SocketIoSettings settings;
    private final Map<String, Namespace> namespaces;
    private final EngineServer engine;
    private final EngineServlet servlet;

    /**
     * @param executor of the container's threads: writes to clients, which are short and many, and may block
     * @param scheduler of the container, such as a {@code ManagedScheduledExecutorService}
     * @param namespaces by name, each beginning with a slash; clients connect to no others
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

    /** To be registered with async support, usually at {@code /socket.io/*}. */
    public HttpServlet servlet() {
        return servlet;
    }

    /** How many clients there are, connected to a namespace or not yet. */
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
