package chats.live;

import chats.bus.Bus;
import chats.bus.Channel;
import chats.bus.NodeRegistry;
import chats.bus.Receiver;
import chats.counters.Counter;
import chats.limits.SocketLimits;
import chats.log.ChatEventCodec;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/**
 * Delivers on this node what other nodes send over the bus. Bus messages can be lost, so it also compares this node
 * with the database: at once when some may have been lost, twice a second while any node has trouble with the bus, and
 * every 30 seconds in any case.
 */
@ApplicationScoped
class RemoteEvents implements Receiver {
    private static final System.Logger LOG = System.getLogger(RemoteEvents.class.getName());
    private static final long LOOK_EVERY_MS = 500;
    private static final long COMPARE_AT_LEAST_NANOS = TimeUnit.SECONDS.toNanos(30);

    @Resource
    private ManagedScheduledExecutorService executor;

    private final Bus bus;
    private final Hub hub;
    private final CatchUp catchUp;
    private final DirectRooms direct;
    private final NodeRegistry nodes;
    private final NewChats newChats;
    private final MemberNews memberNews;
    private final SocketLimits limits;
    private final Instance<RemoteReceiver> features;
    private final UserChanges userChanges;
    private volatile boolean missed;
    private long comparedAt = System.nanoTime();

    @Inject
    RemoteEvents(
            Bus bus,
            Hub hub,
            CatchUp catchUp,
            DirectRooms direct,
            NodeRegistry nodes,
            NewChats newChats,
            MemberNews memberNews,
            SocketLimits limits,
            @Any Instance<RemoteReceiver> features,
            UserChanges userChanges) {
        this.bus = bus;
        this.hub = hub;
        this.catchUp = catchUp;
        this.direct = direct;
        this.nodes = nodes;
        this.newChats = newChats;
        this.memberNews = memberNews;
        this.limits = limits;
        this.features = features;
        this.userChanges = userChanges;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        bus.deliverTo(this);
        if (bus.hasOthers()) {
            executor.scheduleWithFixedDelay(this::look, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void receive(Channel channel, String text) {
        if (ChatEventCodec.is(text)) {
            Counter.HEARD_FROM_NODES.add();
            hub.onChatEvent(ChatEventCodec.read(text));
        } else if (Signal.is(text)) {
            heard(Signal.read(channel, text));
        } else if (!isOfAFeature(channel, text)) {
            LOG.log(Level.DEBUG, "A bus message of an unknown kind; the other node may be newer");
        }
    }

    private boolean isOfAFeature(Channel channel, String text) {
        for (RemoteReceiver feature : features) {
            if (feature.takes(text)) {
                feature.receive(channel, text);
                return true;
            }
        }
        return false;
    }

    private void heard(Signal signal) {
        if (signal.name().equals(UserChanges.USER_CHANGED)) {
            userChanges.heard(signal);
        } else {
            newChats.markAnnounced(signal);
            hub.tell(signal);
        }
    }

    @Override
    public void mayHaveMissed() {
        missed = true;
        features.forEach(RemoteReceiver::mayHaveMissed);
        executor.execute(this::look);
        executor.execute(limits::report);
    }

    /**
     * Runs on a scheduled thread, one at a time. The lock guards {@code comparedAt}. It is held across database reads;
     * the locks of rooms and of users' chats are taken inside it.
     */
    private synchronized void look() {
        try {
            boolean trouble = nodes.heartbeat(bus.trouble().isPresent());
            direct.sweep();
            direct.openAll();
            long now = System.nanoTime();
            if (missed || trouble || now - comparedAt > COMPARE_AT_LEAST_NANOS) {
                boolean announceNewChats = missed || trouble;
                missed = false;
                catchUp.everywhere();
                newChats.look(announceNewChats);
                memberNews.look(announceNewChats);
                comparedAt = now;
            }
        } catch (Exception e) {
            missed = true;
            LOG.log(Level.DEBUG, "This node could not be compared with the database, trying again", e);
        }
    }
}
