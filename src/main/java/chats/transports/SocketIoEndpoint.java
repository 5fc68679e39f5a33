package chats.transports;

import chats.bus.Bus;
import chats.bus.Node;
import chats.outbox.Limits;
import chats.settings.Settings;
import chats.socketio.Namespace;
import chats.socketio.SocketIo;
import chats.socketio.SocketIoSettings;
import chats.threads.LifoExecutor;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.WebListener;
import java.util.Map;

/**
 * Registers Socket.IO at {@code /socket.io/} when the application starts, and closes its connections when the
 * application stops.
 */
@WebListener
public class SocketIoEndpoint implements ServletContextListener {
    @Resource
    private ManagedScheduledExecutorService scheduler;

    @Inject
    private LifoExecutor threads;

    @Inject
    private Settings settings;

    @Inject
    private SocketIoAdmission admission;

    @Inject
    private ChatsNamespace chats;

    @Inject
    private Bus bus;

    @Inject
    private Node node;

    private SocketIo socketIo;

    @Override
    public void contextInitialized(ServletContextEvent start) {
        SocketIoSettings socketIoSettings = new SocketIoSettings(
                settings.pingIntervalMs(),
                settings.pingTimeoutMs(),
                settings.connectTimeoutMs(),
                settings.maxPayloadBytes(),
                new Limits(settings.outboxFrames(), settings.outboxBytes()),
                bus.hasOthers() ? node.name() : "");
        socketIo = new SocketIo(
                socketIoSettings,
                admission,
                threads,
                scheduler,
                Map.of("/", Namespace.QUIET, ChatsNamespace.NAME, chats));
        ServletRegistration.Dynamic servlet = start.getServletContext().addServlet("socket.io", socketIo.servlet());
        servlet.setAsyncSupported(true);
        servlet.addMapping("/socket.io/*");
    }

    @Override
    public void contextDestroyed(ServletContextEvent end) {
        socketIo.close();
    }
}
