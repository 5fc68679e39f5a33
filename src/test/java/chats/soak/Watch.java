package chats.soak;

import chats.run.RunningServer;
import com.sun.management.UnixOperatingSystemMXBean;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Looks into a server's JVM by the management interface that every JVM has for its own user. */
final class Watch implements AutoCloseable {
    private static final Pattern OPEN = Pattern.compile("(?m)^chats_open_sockets\\{[^}]*\\} \\S+");

    private final HttpClient http = HttpClient.newHttpClient();
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

    Vitals look() throws IOException, InterruptedException {
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

    private long openSockets() throws IOException, InterruptedException {
        HttpRequest metrics = HttpRequest.newBuilder(server.http("/metrics")).build();
        return OPEN.matcher(http.send(metrics, BodyHandlers.ofString()).body())
                .results()
                .map(MatchResult::group)
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
