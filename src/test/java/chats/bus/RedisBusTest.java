package chats.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.bus.redis.RedisBus;
import chats.checker.wire.RedisRoad;
import chats.run.Opened;
import chats.run.Patience;
import chats.run.RunningRedis;
import chats.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes' buses in front of a real Redis, in each form of {@code REDIS_URL}. */
class RedisBusTest {
    private static final Channel CHAT = Channel.chat(7);
    private static final long PATIENCE_SECONDS = 60;

    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(4);
    private final Opened opened = new Opened();
    private final Heard heard = new Heard();

    @BeforeEach
    void needsRedis() {
        RunningRedis.unavailable().ifPresent(reason -> Assumptions.abort(reason));
    }

    @AfterEach
    void close() throws Exception {
        opened.close();
        executor.shutdownNow();
    }

    @Test
    void plain() throws Exception {
        carriesMessages(opened.add(RunningRedis.start()).url());
    }

    @Test
    void withAUserAndAPassword() throws Exception {
        RunningRedis redis =
                opened.add(RunningRedis.start("--user", "chats", "on", ">s3cret", "allkeys", "allchannels", "+@all"));
        carriesMessages("redis://chats:s3cret@127.0.0.1:" + redis.port());
    }

    @Test
    void bySentinel() throws Exception {
        RunningRedis redis = opened.add(RunningRedis.start());
        carriesMessages("redis-sentinel://127.0.0.1:"
                + opened.add(RunningRedis.sentinelOf(redis)).port() + "#main");
    }

    @Test
    void aCluster() throws Exception {
        carriesMessages("redis-cluster://127.0.0.1:"
                + opened.add(RunningRedis.cluster()).port());
    }

    @Test
    void whoStartsBeforeRedisFindsItLater() throws Exception {
        RunningRedis redis = opened.add(RunningRedis.start());
        redis.kill();
        RedisBus bus = bus(redis.url(), "a", heard);
        bus.subscribe(CHAT);
        assertTrue(!bus.await(List.of(CHAT)), "nothing is in effect yet");
        assertTrue(bus.trouble().isPresent());
        redis.launch();
        heard.awaitMissed();
        assertEquals(Optional.empty(), bus.trouble());
        assertTrue(bus.await(List.of(CHAT)));
    }

    @Test
    void whatCouldNotBeSaidIsToldOfLater() throws Exception {
        RunningRedis redis = opened.add(RunningRedis.start());
        RedisRoad road = opened.add(new RedisRoad(redis.port()));
        RedisBus speaker = bus(road.url(), "a", new Heard());
        bus(redis.url(), "b", heard);
        awaitGood(speaker);
        heard.awaitMissed();
        road.cut();
        speaker.send(List.of(TextBusMessage.to(CHAT, "nobody hears this")));
        Patience.until("the speaker knows", () -> speaker.trouble().isPresent());
        // longer than an answer of Redis may take
        TimeUnit.SECONDS.sleep(3);
        road.mend();
        heard.awaitMissed();
    }

    private void carriesMessages(String url) throws Exception {
        assertEquals(
                List.of(),
                Settings.from(name -> name.equals("REDIS_URL") ? url : null).problems());
        RedisBus speaker = bus(url, "a", new Heard());
        RedisBus listener = bus(url, "b", heard);
        awaitGood(speaker);
        awaitGood(listener);
        listener.subscribe(CHAT);
        assertTrue(listener.await(List.of(CHAT)));
        speaker.send(List.of(
                TextBusMessage.to(CHAT, "one"),
                TextBusMessage.to(Channel.chat(8), "for others"),
                TextBusMessage.to(CHAT, "t\u00e9xt \uD83D\uDE00")));
        assertEquals("one", heard.next());
        assertEquals("t\u00e9xt \uD83D\uDE00", heard.next());
        listener.send(List.of(TextBusMessage.to(CHAT, "to oneself")));
        speaker.send(List.of(TextBusMessage.to(CHAT, "last")));
        assertEquals("last", heard.next());
        AtomicScript add = new AtomicScript("return {redis.call('INCRBY', KEYS[1], ARGV[1])}");
        assertEquals(Optional.of(List.of(5L)), speaker.share(add, "number", 5));
        assertEquals(Optional.of(List.of(7L)), listener.share(add, "number", 2));
    }

    private RedisBus bus(String url, String name, Receiver receiver) {
        RedisBus bus = opened.add(new RedisBus(url, new Node(name, name), executor));
        bus.deliverTo(receiver);
        return bus;
    }

    private static void awaitGood(RedisBus bus) {
        Patience.until("Redis is there", () -> bus.trouble().isEmpty());
    }

    private static final class Heard implements Receiver {
        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        private final BlockingQueue<Boolean> missed = new LinkedBlockingQueue<>();

        @Override
        public void receive(Channel channel, String text) {
            assertEquals(CHAT, channel);
            texts.add(text);
        }

        @Override
        public void mayHaveMissed() {
            missed.add(true);
        }

        String next() throws InterruptedException {
            return texts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        void awaitMissed() throws InterruptedException {
            assertTrue(missed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS) != null, "it is told");
        }
    }
}
