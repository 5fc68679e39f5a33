package chats.bus.redis;

import chats.bus.AtomicScript;
import chats.bus.Bus;
import chats.bus.BusMessage;
import chats.bus.Channel;
import chats.bus.Node;
import chats.bus.Receiver;
import chats.bus.TextBusMessage;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The bus over Redis Pub/Sub. A scheduled task maintains its session each quarter of a second. It opens a session if
 * there is none, subscribes and unsubscribes what has changed, and publishes a pulse to itself: only a pulse that comes
 * back proves that Redis delivers messages. If the pulse does not come back in time, the bus is in trouble; after
 * {@code CLOSED_AFTER_NANOS} the session is closed. When the pulse is back and all channels are subscribed again, the
 * receiver is told that it may have missed messages; the other nodes are told so too if this node could not publish.
 */
public final class RedisBus implements Bus, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RedisBus.class.getName());
    private static final long MAINTAIN_EVERY_MS = 250;
    private static final long TROUBLE_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(1500);
    private static final long CLOSED_AFTER_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final long UNUSED_FOR_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long SUBSCRIBED_WITHIN_MS = 300;
    private static final long SCRIPT_WITHIN_MS = 300;
    private static final String MISSED = "?";
    private static final String PULSE = "pulse-";

    private final Redis redis;
    private final BusMessageCodec codec;
    private final String pulseChannel;
    private final ScheduledExecutorService executor;
    private final Subscriptions subscriptions = new Subscriptions();
    private final Session.Listener sessionListener = new SessionListener();

    private volatile Session session;
    private volatile ReceiveQueue received;
    private volatile String trouble = "Redis has not been reached yet";
    private volatile long pulseAt;
    private volatile boolean unsent;
    private volatile boolean awaitFailed;
    private volatile boolean closed;
    private long openedAt;

    /**
     * @param url as REDIS_URL has it
     * @param executor of the container
     */
    public RedisBus(String url, Node node, ScheduledExecutorService executor) {
        this.redis = Redis.at(url);
        this.codec = new BusMessageCodec(node);
        this.pulseChannel = BusMessageCodec.PREFIX + PULSE + node.id();
        this.executor = executor;
        subscriptions.subscribe(pulseChannel);
        subscriptions.subscribe(BusMessageCodec.name(Channel.EVERYBODY));
    }

    @Override
    public boolean hasOthers() {
        return true;
    }

    @Override
    public void deliverTo(Receiver receiver) {
        received = new ReceiveQueue(executor, new Receiver() {
            @Override
            public void receive(Channel channel, String text) {
                if (text.equals(MISSED)) {
                    receiver.mayHaveMissed();
                } else {
                    receiver.receive(channel, text);
                }
            }

            @Override
            public void mayHaveMissed() {
                receiver.mayHaveMissed();
            }
        });
        executor.scheduleWithFixedDelay(() -> maintain(receiver), 0, MAINTAIN_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void send(Collection<? extends BusMessage> messages) {
        Session current = session;
        if (messages.isEmpty()) {
            return;
        }
        if (current == null) {
            unsent = true;
            return;
        }
        try {
            current.publish(codec.pack(messages));
        } catch (RuntimeException e) {
            sessionListener.unsent(e);
        }
    }

    @Override
    public void subscribe(Channel channel) {
        subscriptions.subscribe(BusMessageCodec.name(channel));
    }

    @Override
    public void unsubscribe(Channel channel) {
        subscriptions.unsubscribe(BusMessageCodec.name(channel), System.nanoTime());
    }

    @Override
    public boolean await(Collection<Channel> channels) {
        List<String> names = channels.stream().map(BusMessageCodec::name).toList();
        Session current = session;
        try {
            if (current != null && trouble == null) {
                List<String> missing = subscriptions.toRequest(names, System.nanoTime());
                if (!missing.isEmpty()) {
                    current.subscribe(missing);
                }
                subscriptions.confirmation(names).get(SUBSCRIBED_WITHIN_MS, TimeUnit.MILLISECONDS);
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A subscription is late", e);
        }
        awaitFailed = true;
        return false;
    }

    @Override
    public Optional<List<Long>> share(AtomicScript script, String key, Object... arguments) {
        Session current = session;
        if (current == null || trouble != null) {
            return Optional.empty();
        }
        try {
            return Optional.of(current.run(script.lua(), BusMessageCodec.PREFIX + key, arguments)
                    .get(SCRIPT_WITHIN_MS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A script could not be run in Redis", e);
        }
        return Optional.empty();
    }

    @Override
    public void tell(AtomicScript script, String key, Object... arguments) {
        Session current = session;
        if (current != null) {
            try {
                current.run(script.lua(), BusMessageCodec.PREFIX + key, arguments);
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, "A script could not be run in Redis", e);
            }
        }
    }

    @Override
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    @Override
    public void close() {
        closed = true;
        Session last = session;
        if (last != null) {
            last.close();
        }
        redis.close();
    }

    /**
     * Runs on a scheduled thread. The lock guards {@code openedAt} and the opening and closing of sessions. It is held
     * while a session is opened; the lock of the subscriptions is taken inside it.
     */
    private synchronized void maintain(Receiver receiver) {
        if (closed) {
            return;
        }
        try {
            long now = System.nanoTime();
            if (session == null) {
                session = redis.open(sessionListener);
                openedAt = System.nanoTime();
                pulseAt = openedAt;
                now = openedAt;
            }
            updateSubscriptions(now);
            session.publish(List.of(new Session.Publication(pulseChannel, "")));
            checkPulse(receiver);
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "Redis cannot be used", e);
            closeSession("Redis at REDIS_URL cannot be reached");
        }
    }

    private void updateSubscriptions(long now) {
        List<String> missing = subscriptions.toRequest(now);
        if (!missing.isEmpty()) {
            session.subscribe(missing);
        }
        List<String> unused = subscriptions.toDrop(now, UNUSED_FOR_NANOS);
        if (!unused.isEmpty()) {
            session.unsubscribe(unused);
        }
    }

    private void checkPulse(Receiver receiver) {
        long silence = System.nanoTime() - pulseAt;
        if (!session.isOpen()) {
            closeSession("Redis at REDIS_URL has closed the connection");
        } else if (silence > CLOSED_AFTER_NANOS) {
            closeSession("Redis at REDIS_URL does not answer");
        } else if (silence > TROUBLE_AFTER_NANOS) {
            setTrouble("Redis at REDIS_URL does not answer in time");
        } else if (pulseAt - openedAt > 0 && subscriptions.areConfirmed(openedAt)) {
            boolean late = trouble != null || awaitFailed;
            awaitFailed = false;
            setTrouble(null);
            if (unsent) {
                unsent = false;
                send(List.of(TextBusMessage.to(Channel.EVERYBODY, MISSED)));
            }
            if (late) {
                receiver.mayHaveMissed();
            }
        }
    }

    private void closeSession(String why) {
        Session broken = session;
        session = null;
        setTrouble(why);
        subscriptions.lost();
        if (broken != null) {
            broken.close();
        }
    }

    private void setTrouble(String why) {
        if (why != null && trouble == null) {
            LOG.log(Level.WARNING, "{0}; what other nodes store is read from the database meanwhile", why);
        } else if (why == null && trouble != null) {
            LOG.log(Level.INFO, "Redis carries what the nodes tell each other");
        }
        trouble = why;
    }

    /** Called by threads of the Redis client. */
    private final class SessionListener implements Session.Listener {
        @Override
        public void message(String channel, String message) {
            if (channel.equals(pulseChannel)) {
                pulseAt = System.nanoTime();
            } else {
                codec.unpack(channel, message).ifPresent(received::put);
            }
        }

        @Override
        public void subscribed(String channel) {
            subscriptions.confirmed(channel);
        }

        @Override
        public void unsent(Throwable failure) {
            unsent = true;
            LOG.log(Level.DEBUG, "A message to other nodes may not have been sent", failure);
        }
    }
}
