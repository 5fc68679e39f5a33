package chats.presence;

import chats.blocks.Blocks;
import chats.blocks.UserBlocks;
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
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Tells who is typing: those that have entered the chat, of a direct chat all sockets of the other user; but nobody who blocks the
 * typist or is blocked by him. A user is told of at most once in two seconds for each chat, by the node where that was sent.
 *
 * <p>Sockets on this node are told at once. What is for other nodes is collected for a tenth of a second, so that all who type
 * in a chat meanwhile travel in one message on its channel. What other nodes tell comes on a thread that must not wait: where the
 * blocks of a user are not known, another thread reads them first.
 */
@ApplicationScoped
class TypingEvents implements RemoteReceiver {
    static final String TYPING = "typing";

    private static final System.Logger LOG = System.getLogger(TypingEvents.class.getName());
    private static final char PREFIX = 't';
    private static final Duration AT_MOST_ONCE_IN = Duration.ofSeconds(2);
    private static final long COLLECT_MS = 100;

    /** Who is typing in which chat; the name of each field is what clients read. */
    private record Typist(long chatId, long userId) {}

    /** What another node has told, and by which channel. */
    private record Heard(Channel channel, Typist typist) {}

    private final Audience audience;
    private final Bus bus;
    private final Blocks blocks;
    private final Cache<Typist, Boolean> told;
    private final Queue<TextBusMessage> collected = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean collecting = new AtomicBoolean();

    /** What was heard of users whose blocks are not known here. Beyond that many, nobody is told. */
    private final BlockingQueue<Heard> unknown = new ArrayBlockingQueue<>(10_000);

    private final AtomicBoolean reading = new AtomicBoolean();

    @Resource
    ManagedScheduledExecutorService executor;

    @Inject
    TypingEvents(Audience audience, Bus bus, Blocks blocks) {
        this(audience, bus, blocks, Ticker.systemTicker());
    }

    TypingEvents(Audience audience, Bus bus, Blocks blocks, Ticker ticker) {
        this.audience = audience;
        this.bus = bus;
        this.blocks = blocks;
        this.told = Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterWrite(AT_MOST_ONCE_IN)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /**
     * A member types. May wait for the database, if it is not known who blocks him.
     *
     * @param direct the two users of a direct chat, or null
     */
    void tell(RequestOrigin origin, long chatId, Pair direct) {
        Typist typist = new Typist(chatId, origin.user().id());
        UserBlocks blocked = blocks.of(typist.userId());
        if (told.asMap().putIfAbsent(typist, true) != null) {
            return;
        }
        if (direct == null) {
            tell(Channel.chat(chatId), typist, blocked, origin.socket());
            tellNodes(Channel.chat(chatId), typist);
        } else if (direct.low() != direct.high() && !blocked.isHiddenFrom(direct.otherThan(typist.userId()))) {
            Channel other = Channel.user(direct.otherThan(typist.userId()));
            tell(other, typist, blocked, RequestOrigin.NO_SOCKET);
            tellNodes(other, typist);
        }
    }

    /** Those are not told who block the typist, or whom he blocks. */
    private void tell(Channel channel, Typist typist, UserBlocks blocked, long except) {
        if (channel.kind() == Channel.Kind.USER) {
            if (!blocked.isHiddenFrom(channel.id())) {
                audience.tellUser(channel.id(), event(typist), except);
            }
        } else if (blocked.isNone()) {
            audience.tellChat(typist.chatId(), event(typist), except);
        } else {
            audience.tellChat(typist.chatId(), event(typist), except, user -> !blocked.isHiddenFrom(user));
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
        Optional<UserBlocks> known = blocks.known(typist.userId());
        if (known.isPresent()) {
            tell(channel, typist, known.get(), RequestOrigin.NO_SOCKET);
        } else if (unknown.offer(new Heard(channel, typist))) {
            readUnknown();
        }
    }

    /** Starts a read, unless one is under way: that looks again when it is done. */
    private void readUnknown() {
        if (!unknown.isEmpty() && reading.compareAndSet(false, true)) {
            try {
                soon(this::readAndTell);
            } catch (RejectedExecutionException e) {
                LOG.log(Level.DEBUG, "The server stops; nobody is told who is typing", e);
                reading.set(false);
            }
        }
    }

    void soon(Runnable task) {
        executor.execute(task);
    }

    /** One at a time; what comes meanwhile waits for the next one. */
    private void readAndTell() {
        try {
            tellUnknown();
        } finally {
            reading.set(false);
            readUnknown();
        }
    }

    /** Reads the blocks of those who type, many by one query, and tells of them then. */
    private void tellUnknown() {
        List<Heard> all = new ArrayList<>();
        unknown.drainTo(all);
        try {
            Map<Long, UserBlocks> read =
                    blocks.of(all.stream().map(heard -> heard.typist().userId()).collect(Collectors.toSet()));
            all.forEach(heard -> tell(
                    heard.channel(), heard.typist(), read.get(heard.typist().userId()), RequestOrigin.NO_SOCKET));
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "Who may see who is typing could not be read, nobody is told", e);
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
