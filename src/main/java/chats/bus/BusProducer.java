package chats.bus;

import chats.bus.redis.RedisBus;
import chats.settings.Settings;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Chooses the bus by the settings: Redis if {@code REDIS_URL} is set. */
@ApplicationScoped
class BusProducer {
    @Resource
    private ManagedScheduledExecutorService executor;

    @Produces
    @Singleton
    Node node(Settings settings) {
        return Node.of(settings.nodeName());
    }

    @Produces
    @Singleton
    Bus bus(Settings settings, Node node) {
        return settings.redisUrl().map(url -> overRedis(url, node)).orElseGet(Bus::alone);
    }

    void close(@Disposes Bus bus) throws Exception {
        if (bus instanceof AutoCloseable open) {
            open.close();
        }
    }

    /** A method of its own and not part of the lambda, so that the Redis classes are loaded only if they are needed. */
    private Bus overRedis(String url, Node node) {
        return new RedisBus(url, node, executor);
    }
}
