package chats.bus.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.RedisClusterURIUtil;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Opens connections to Redis, for each form of {@code REDIS_URL}. A broken connection is not reconnected:
 * {@link RedisBus} opens a new one, because it must know that messages may have been missed.
 */
abstract sealed class Redis implements AutoCloseable {
    private static final String CLUSTER = "-cluster://";
    private static final String TLS_SENTINEL = "rediss-sentinel://";
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int MAX_REQUESTS = 50_000;
    private static final int THREADS_PER_POOL = 2;
    private static final int QUIET_PERIOD_MS = 0;
    private static final int STOP_TIMEOUT_MS = 1000;

    private final ClientResources resources = DefaultClientResources.builder()
            .ioThreadPoolSize(THREADS_PER_POOL)
            .computationThreadPoolSize(THREADS_PER_POOL)
            .build();

    static Redis at(String url) {
        return url.contains(CLUSTER) ? new Cluster(url) : new Single(url);
    }

    /**
     * Opens a session; waits for Redis.
     *
     * @throws RuntimeException Redis cannot be reached
     */
    abstract Session open(Session.Listener listener);

    ClientResources resources() {
        return resources;
    }

    @Override
    public void close() {
        resources
                .shutdown(QUIET_PERIOD_MS, STOP_TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(STOP_TIMEOUT_MS);
    }

    private static <T extends ClientOptions.Builder> T configured(T options) {
        options.autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MAX_REQUESTS)
                .timeoutOptions(TimeoutOptions.enabled(TIMEOUT))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(TIMEOUT)
                        .keepAlive(true)
                        .build());
        return options;
    }

    /** A single Redis, or the master that Sentinels name. */
    private static final class Single extends Redis {
        private final RedisClient client;

        Single(String url) {
            RedisURI address = RedisURI.create(url.replace(TLS_SENTINEL, "redis-sentinel://"));
            address.setTimeout(TIMEOUT);
            if (url.startsWith(TLS_SENTINEL)) {
                address.setSsl(true);
                address.getSentinels().forEach(sentinel -> sentinel.setSsl(true));
            }
            client = RedisClient.create(resources(), address);
            client.setOptions(configured(ClientOptions.builder()).build());
        }

        @Override
        Session open(Session.Listener listener) {
            return Session.of(client.connect(), client::connectPubSub, listener);
        }

        @Override
        public void close() {
            client.shutdown(QUIET_PERIOD_MS, STOP_TIMEOUT_MS, TimeUnit.MILLISECONDS);
            super.close();
        }
    }

    private static final class Cluster extends Redis {
        private final RedisClusterClient client;

        Cluster(String url) {
            List<RedisURI> addresses = RedisClusterURIUtil.toRedisURIs(URI.create(url.replace(CLUSTER, "://")));
            addresses.forEach(address -> address.setTimeout(TIMEOUT));
            client = RedisClusterClient.create(resources(), addresses);
            client.setOptions(configured(ClusterClientOptions.builder()).build());
        }

        @Override
        Session open(Session.Listener listener) {
            client.refreshPartitions();
            return Session.of(client.connect(), client::connectPubSub, listener);
        }

        @Override
        public void close() {
            client.shutdown(QUIET_PERIOD_MS, STOP_TIMEOUT_MS, TimeUnit.MILLISECONDS);
            super.close();
        }
    }
}
