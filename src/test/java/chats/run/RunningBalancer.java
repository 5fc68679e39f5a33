package chats.run;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * HAProxy or nginx as Debian packages it, with the configuration of {@code deploy/}, before nodes of this machine. It lives from
 * {@link #start} to {@link #close}, and ends with this JVM at the latest.
 */
public final class RunningBalancer implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    private final Process process;
    private final int port;

    private RunningBalancer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The two that there are configurations for. */
    public enum Kind {
        HAPROXY(
                "haproxy.cfg",
                "",
                Map.of(
                        "bind :3000", "bind 127.0.0.1:PORT",
                        "    bind :::3000 v6only\n", "",
                        "check port 9080", "check",
                        "maxconn 60000", "maxconn 1000")),
        NGINX(
                "nginx.conf",
                "daemon off; master_process off; pid FOLDER/pid; error_log stderr;\n",
                Map.of(
                        "listen 3000;", "listen 127.0.0.1:PORT;",
                        "        listen [::]:3000;\n", "",
                        "worker_connections 60000", "worker_connections 1000",
                        "http {\n",
                                "http {\naccess_log off; client_body_temp_path FOLDER; proxy_temp_path FOLDER;"
                                        + " fastcgi_temp_path FOLDER; uwsgi_temp_path FOLDER; scgi_temp_path FOLDER;\n"));

        private final String file;
        private final String before;
        private final Map<String, String> here;

        Kind(String file, String before, Map<String, String> here) {
            this.file = file;
            this.before = before;
            this.here = here;
        }

        private Path program() {
            return Path.of("/usr/sbin", name().toLowerCase(Locale.ROOT));
        }

        /** Whether Debian's package is installed. */
        public boolean isInstalled() {
            return Files.isExecutable(program());
        }

        private List<String> command(Path configuration) {
            return this == HAPROXY
                    ? List.of(program().toString(), "-db", "-f", configuration.toString())
                    : List.of(program().toString(), "-c", configuration.toString());
        }
    }

    /**
     * @param node the port of the one node, which is asked for its health too
     * @param changes what is written otherwise in the configuration, such as smaller limits; each must be there
     * @throws IOException if it does not start, which is so of a configuration that makes no sense
     */
    public static RunningBalancer start(Kind kind, int node, Map<String, String> changes) throws IOException {
        return start(kind, node, node, changes);
    }

    /** The same before two nodes, which are called a and b. */
    public static RunningBalancer start(Kind kind, int a, int b, Map<String, String> changes) throws IOException {
        Path folder = Files.createTempDirectory(
                Files.createDirectories(Build.target().resolve("it")),
                kind.name().toLowerCase(Locale.ROOT) + "-");
        int port = FreePort.find();
        Map<String, String> all = new LinkedHashMap<>(kind.here);
        all.put("node-a:3000", "127.0.0.1:" + a);
        all.put("node-b:3000", "127.0.0.1:" + b);
        all.putAll(changes);
        String text = Files.readString(Build.project().resolve("deploy").resolve(kind.file));
        for (Map.Entry<String, String> change : all.entrySet()) {
            if (!text.contains(change.getKey())) {
                throw new IOException("deploy/" + kind.file + " does not say " + change.getKey());
            }
            text = text.replace(change.getKey(), change.getValue());
        }
        text = (kind.before + text).replace("PORT", Integer.toString(port)).replace("FOLDER", folder.toString());
        Path configuration = Files.writeString(folder.resolve(kind.file), text);
        File said = folder.resolve("said").toFile();
        Process process = new ProcessBuilder(kind.command(configuration))
                .redirectErrorStream(true)
                .redirectOutput(said)
                .start();
        Reaper.started(process.pid(), "TERM");
        RunningBalancer balancer = new RunningBalancer(process, port);
        balancer.awaitPort(said.toPath());
        return balancer;
    }

    private void awaitPort(Path said) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    close();
                    throw new IOException(Files.readString(said), e);
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        Reaper.ended(process.pid());
    }
}
