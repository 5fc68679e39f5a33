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
 * The bus by Redis Pub/Sub. Each quarter of a second it looks after its session: it opens one where there is none, subscribes and
 * unsubscribes what changed, and sends itself a pulse, since only what comes back proves that Redis carries anything. A session
 * whose pulse does not come back is in trouble, and after a while is given up. When all is well again, whatever was subscribed
 * before, the receiver is told that it may have missed something; and the other nodes are, if this one could not speak.
 */
public final class RedisBus implements Bus, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RedisBus.class.getName());
    private static final long LOOK_EVERY_MS = 250;
    private static final long TROUBLED_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(1500);
    private static final long GIVEN_UP_AFTER_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final long KEPT_FOR_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long EFFECTIVE_WITHIN_MS = 300;
    private static final long SHARED_WITHIN_MS = 300;
    private static final String MISSED = "?";
    private static final String PULSE = "pulse-";

    private final Redis redis;
    private final BusMessageCodec envelope;
    private final String pulseChannel;
    private final ScheduledExecutorService executor;
    private final Subscriptions subscriptions = new Subscriptions();
    private final Session.Ear ear = new Listening();

    private volatile Session session;
    private volatile ReceiveQueue inbox;
    private volatile String trouble = "Redis has not been reached yet";
    private volatile long pulseAt;
    private volatile boolean unsent;
    private volatile boolean awaitedInVain;
    private volatile boolean closed;
    private long openedAt;

    /**
     * @param url as REDIS_URL has it
     * @param executor of the container
     */
    public RedisBus(String url, Node node, ScheduledExecutorService executor) {
        this.redis = Redis.at(url);
        this.envelope = new BusMessageCodec(node);
        this.pulseChannel = BusMessageCodec.PREFIX + PULSE + node.id();
        this.executor = executor;
        subscriptions.attend(pulseChannel);
        subscriptions.attend(BusMessageCodec.name(Channel.EVERYBODY));
    }

    @Override
    public boolean hasOthers() {
        return true;
    }

    @Override
    public void deliverTo(Receiver receiver) {
        inbox = new ReceiveQueue(executor, new Receiver() {
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
        executor.scheduleWithFixedDelay(() -> lookAfter(receiver), 0, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void send(Collection<? extends BusMessage> letters) {
        Session speaking = session;
        if (letters.isEmpty()) {
            return;
        }
        if (speaking == null) {
            unsent = true;
            return;
        }
        try {
            speaking.publish(envelope.pack(letters));
        } catch (RuntimeException e) {
            ear.unsent(e);
        }
    }

    @Override
    public void attend(Channel channel) {
        subscriptions.attend(BusMessageCodec.name(channel));
    }

    @Override
    public void leave(Channel channel) {
        subscriptions.leave(BusMessageCodec.name(channel), System.nanoTime());
    }

    @Override
    public boolean await(Collection<Channel> channels) {
        List<String> names = channels.stream().map(BusMessageCodec::name).toList();
        Session listening = session;
        try {
            if (listening != null && trouble == null) {
                List<String> unasked = subscriptions.toAskFor(names, System.nanoTime());
                if (!unasked.isEmpty()) {
                    listening.subscribe(unasked);
                }
                subscriptions.effect(names).get(EFFECTIVE_WITHIN_MS, TimeUnit.MILLISECONDS);
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A subscription is late", e);
        }
        awaitedInVain = true;
        return false;
    }

    @Override
    public Optional<List<Long>> share(AtomicScript script, String key, Object... arguments) {
        Session shared = session;
        if (shared == null || trouble != null) {
            return Optional.empty();
        }
        try {
            return Optional.of(shared.run(script.lua(), BusMessageCodec.PREFIX + key, arguments)
                    .get(SHARED_WITHIN_MS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.log(Level.DEBUG, "What is shared cannot be reached", e);
        }
        return Optional.empty();
    }

    @Override
    public void tell(AtomicScript script, String key, Object... arguments) {
        Session shared = session;
        if (shared != null) {
            try {
                shared.run(script.lua(), BusMessageCodec.PREFIX + key, arguments);
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, "What is shared cannot be reached", e);
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

    private synchronized void lookAfter(Receiver receiver) {
        if (closed) {
            return;
        }
        try {
            long now = System.nanoTime();
            if (session == null) {
                session = redis.open(ear);
                openedAt = System.nanoTime();
                pulseAt = openedAt;
                now = openedAt;
            }
            askAndGiveUp(now);
            session.publish(List.of(new Session.Publication(pulseChannel, "")));
            judge(receiver);
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "Redis cannot be used", e);
            giveUp("Redis at REDIS_URL cannot be reached");
        }
    }

    private void askAndGiveUp(long now) {
        List<String> unasked = subscriptions.toAskFor(now);
        if (!unasked.isEmpty()) {
            session.subscribe(unasked);
        }
        List<String> unneeded = subscriptions.toGiveUp(now, KEPT_FOR_NANOS);
        if (!unneeded.isEmpty()) {
            session.unsubscribe(unneeded);
        }
    }

    private void judge(Receiver receiver) {
        long silence = System.nanoTime() - pulseAt;
        if (!session.isOpen()) {
            giveUp("Redis at REDIS_URL has closed the connection");
        } else if (silence > GIVEN_UP_AFTER_NANOS) {
            giveUp("Redis at REDIS_URL does not answer");
        } else if (silence > TROUBLED_AFTER_NANOS) {
            say("Redis at REDIS_URL does not answer in time");
        } else if (pulseAt - openedAt > 0 && subscriptions.areEffective(openedAt)) {
            boolean late = trouble != null || awaitedInVain;
            awaitedInVain = false;
            say(null);
            if (unsent) {
                unsent = false;
                send(List.of(TextBusMessage.to(Channel.EVERYBODY, MISSED)));
            }
            if (late) {
                receiver.mayHaveMissed();
            }
        }
    }

    private void giveUp(String why) {
        Session broken = session;
        session = null;
        say(why);
        subscriptions.lost();
        if (broken != null) {
            broken.close();
        }
    }

    private void say(String why) {
        if (why != null && trouble == null) {
            LOG.log(Level.WARNING, "{0}; what other nodes store is read from the database meanwhile", why);
        } else if (why == null && trouble != null) {
            LOG.log(Level.INFO, "Redis carries what the nodes tell each other");
        }
        trouble = why;
    }

    /** What threads of the client's tell. */
    private final class Listening implements Session.Ear {
        @Override
        public void hear(String channel, String message) {
            if (channel.equals(pulseChannel)) {
                pulseAt = System.nanoTime();
            } else {
                envelope.open(channel, message).ifPresent(mail -> inbox.put(mail.channel(), mail.lines()));
            }
        }

        @Override
        public void subscribed(String channel) {
            subscriptions.effective(channel);
        }

        @Override
        public void unsent(Throwable failure) {
            unsent = true;
            LOG.log(Level.DEBUG, "Other nodes may not have been told", failure);
        }
    }
}
