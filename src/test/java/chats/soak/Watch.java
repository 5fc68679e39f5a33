package chats.soak;

import chats.client.Metrics;
import chats.run.RunningServer;
import com.sun.management.UnixOperatingSystemMXBean;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.util.List;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Looks into a server's JVM by the management interface that every JVM has for its own user. */
final class Watch implements AutoCloseable {

    private final RunningServer server;
    private final JMXConnector connector;
    private final MemoryMXBean memory;
    private final ThreadMXBean threads;
    private final List<UnixOperatingSystemMXBean> system;
    private final BufferPoolMXBean direct;

    private Watch(RunningServer server, JMXConnector connector) throws IOException {
        this.server = server;
        this.connector = connector;
        MBeanServerConnection beans = connector.getMBeanServerConnection();
        memory = ManagementFactory.getPlatformMXBean(beans, MemoryMXBean.class);
        threads = ManagementFactory.getPlatformMXBean(beans, ThreadMXBean.class);
        system = ManagementFactory.getPlatformMXBeans(beans, UnixOperatingSystemMXBean.class);
        direct = ManagementFactory.getPlatformMXBeans(beans, BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .findFirst()
                .orElseThrow();
    }

    /** Connects to a child of our own, over an address that it told nobody else. */
    @SuppressWarnings("BanJNDI")
    static Watch over(RunningServer server) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(server.pid()));
        try {
            JMXServiceURL address = new JMXServiceURL(machine.startLocalManagementAgent());
            return new Watch(server, JMXConnectorFactory.connect(address));
        } finally {
            machine.detach();
        }
    }

    Vitals look() {
        memory.gc();
        long files = system.stream()
                .mapToLong(UnixOperatingSystemMXBean::getOpenFileDescriptorCount)
                .sum();
        return new Vitals(
                memory.getHeapMemoryUsage().getUsed(),
                direct.getMemoryUsed(),
                threads.getThreadCount(),
                files,
                openSockets());
    }

    private long openSockets() {
        return Math.round(Metrics.of(server).sum("chats_open_sockets"));
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
