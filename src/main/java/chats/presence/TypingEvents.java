package chats.presence;

import chats.bus.Bus;
import chats.bus.Channel;
import chats.bus.TextBusMessage;
import chats.commands.RequestOrigin;
import chats.json.Json;
import chats.live.Audience;
import chats.live.DroppableEvent;
import chats.live.RemoteReceiver;
import chats.log.Pair;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells who is typing: those that have entered the chat, of a direct chat all sockets of the other user. A user is told of at
 * most once in two seconds for each chat, by the node where that was sent.
 *
 * <p>Sockets on this node are told at once. What is for other nodes is collected for a tenth of a second, so that all who type
 * in a chat meanwhile travel in one message on its channel.
 */
@ApplicationScoped
class TypingEvents implements RemoteReceiver {
    static final String TYPING = "typing";

    private static final char PREFIX = 't';
    private static final Duration AT_MOST_ONCE_IN = Duration.ofSeconds(2);
    private static final long COLLECT_MS = 100;

    /** Who is typing in which chat; the name of each field is what clients read. */
    private record Typist(long chatId, long userId) {}

    private final Audience audience;
    private final Bus bus;
    private final Cache<Typist, Boolean> told;
    private final Queue<TextBusMessage> collected = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean collecting = new AtomicBoolean();

    @Resource
    ManagedScheduledExecutorService executor;

    @Inject
    TypingEvents(Audience audience, Bus bus) {
        this(audience, bus, Ticker.systemTicker());
    }

    TypingEvents(Audience audience, Bus bus, Ticker ticker) {
        this.audience = audience;
        this.bus = bus;
        this.told = Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterWrite(AT_MOST_ONCE_IN)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /**
     * A member types.
     *
     * @param direct the two users of a direct chat, or null
     */
    void tell(RequestOrigin origin, long chatId, Pair direct) {
        Typist typist = new Typist(chatId, origin.user().id());
        if (told.asMap().putIfAbsent(typist, true) != null) {
            return;
        }
        if (direct == null) {
            audience.tellChat(chatId, event(typist), origin.socket());
            tellNodes(Channel.chat(chatId), typist);
        } else if (direct.low() != direct.high()) {
            long other = direct.otherThan(typist.userId());
            audience.tellUser(other, event(typist), RequestOrigin.NO_SOCKET);
            tellNodes(Channel.user(other), typist);
        }
    }

    private void tellNodes(Channel channel, Typist typist) {
        if (bus.hasOthers()) {
            collected.add(TextBusMessage.to(channel, PREFIX + (typist.chatId() + " " + typist.userId())));
            if (collecting.compareAndSet(false, true)) {
                later(this::send);
            }
        }
    }

    void later(Runnable task) {
        executor.schedule(task, COLLECT_MS, TimeUnit.MILLISECONDS);
    }

    private void send() {
        collecting.set(false);
        List<TextBusMessage> all = new ArrayList<>();
        for (TextBusMessage next = collected.poll(); next != null; next = collected.poll()) {
            all.add(next);
        }
        bus.send(all);
    }

    @Override
    public boolean takes(String text) {
        return text.charAt(0) == PREFIX;
    }

    @Override
    public void receive(Channel channel, String text) {
        int space = text.indexOf(' ');
        Typist typist = new Typist(Long.parseLong(text.substring(1, space)), Long.parseLong(text.substring(space + 1)));
        if (channel.kind() == Channel.Kind.CHAT) {
            audience.tellChat(typist.chatId(), event(typist), RequestOrigin.NO_SOCKET);
        } else {
            audience.tellUser(channel.id(), event(typist), RequestOrigin.NO_SOCKET);
        }
    }

    @Override
    public void mayHaveMissed() {
        // what was missed is over
    }

    private static DroppableEvent event(Typist typist) {
        return new DroppableEvent(new DroppableEvent.Key(TYPING, typist.chatId(), typist.userId()), Json.write(typist));
    }
}
