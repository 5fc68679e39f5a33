package chats.reading;

import chats.bus.Bus;
import chats.bus.Channel;
import chats.json.Json;
import chats.live.Audience;
import chats.live.DroppableEvent;
import chats.live.RemoteReceiver;
import chats.marks.MarkKey;
import chats.marks.MarksStored;
import chats.marks.SentMark;
import chats.marks.SentMarksStored;
import chats.marks.StoredMark;
import chats.marks.Throttle;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Tells of marks that have moved, by {@code chat_read}: the reader's own sockets at once; the others that have entered the chat, of a direct one all
 * sockets of the other user, within {@value #PAUSE_MS} ms, at most once a second for each reader, and not in chats of more than {@value StoredMark#MOST_TOLD} members. Of
 * somebody who has sent a message, which tells that by itself, only his own sockets are told that do not hear the chat.
 */
@ApplicationScoped
class ReadEvents implements RemoteReceiver {
    private static final System.Logger LOG = System.getLogger(ReadEvents.class.getName());

    static final String CHAT_READ = "chat_read";

    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int MOST_KEYS = 100_000;

    /** Between two times that others are told, while something waits: what is told together leaves a socket together. */
    private static final int PAUSE_MS = 200;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(PAUSE_MS);

    /** The name of each field is what clients read. */
    private record ChatRead(long chatId, long userId, long readSeq) {}

    /** @param direct whether the chat is that of two users, of whom {@code to} is told */
    private record ForOthers(long readSeq, boolean direct, long to) {
        ForOthers max(ForOthers other) {
            return other.readSeq > readSeq ? other : this;
        }
    }

    private final Audience audience;
    private final Bus bus;
    private final LongSupplier nanoTime;
    private final Throttle<MarkKey, ForOthers> others = new Throttle<>(WINDOW_NANOS, MOST_KEYS, ForOthers::max);
    private final AtomicBoolean timed = new AtomicBoolean();
    private volatile long toldAt;

    @Resource
    ManagedScheduledExecutorService executor;

    @Inject
    ReadEvents(Audience audience, Bus bus) {
        this(audience, bus, System::nanoTime);
    }

    ReadEvents(Audience audience, Bus bus, LongSupplier nanoTime) {
        this.audience = audience;
        this.bus = bus;
        this.nanoTime = nanoTime;
        this.toldAt = nanoTime.getAsLong() - PAUSE_NANOS;
    }

    void onMarksStored(@Observes MarksStored stored) {
        List<StoredMark> moved =
                stored.marks().stream().filter(StoredMark::hasMoved).toList();
        for (StoredMark mark : moved) {
            ChatRead read = new ChatRead(
                    mark.key().chatId(), mark.key().userId(), mark.state().readSeq());
            audience.tellMember(read.userId(), read.chatId(), event(read), mark.sockets());
            if (mark.pair() != null) {
                tellOther(read, mark.pair().otherThan(read.userId()));
            } else if (mark.members() <= StoredMark.MOST_TOLD) {
                tellRoom(read);
            }
        }
        tellOthers();
        if (bus.hasOthers() && !moved.isEmpty()) {
            bus.send(ReadNews.of(moved));
        }
    }

    /** In a direct chat all sockets of the two hear the message itself. */
    void onSentMarksStored(@Observes SentMarksStored stored) {
        List<SentMark> inRooms =
                stored.marks().stream().filter(mark -> mark.pair() == null).toList();
        inRooms.forEach(
                mark -> tellOutside(new ChatRead(mark.key().chatId(), mark.key().userId(), mark.readSeq())));
        if (bus.hasOthers() && !inRooms.isEmpty()) {
            bus.send(ReadNews.ofSent(inRooms));
        }
    }

    @Override
    public boolean takes(String text) {
        return ReadNews.is(text);
    }

    @Override
    public void receive(Channel channel, String text) {
        ReadNews news = ReadNews.read(channel, text);
        news.readers().forEach((userId, readSeq) -> {
            ChatRead read = new ChatRead(news.chatId(), userId, readSeq);
            if (channel.kind() == Channel.Kind.CHAT) {
                tellRoom(read);
            } else if (channel.id() == userId) {
                tellOwn(read, news.kind());
            } else if (news.kind() == ReadNews.Kind.DIRECT) {
                tellOther(read, channel.id());
            }
        });
        tellOthers();
    }

    @Override
    public void mayHaveMissed() {
        // clients read their chats again when they come back
    }

    private void tellOwn(ChatRead read, ReadNews.Kind kind) {
        if (kind == ReadNews.Kind.SENT) {
            tellOutside(read);
        } else {
            audience.tellMember(read.userId(), read.chatId(), event(read), Set.of());
        }
    }

    private void tellOutside(ChatRead read) {
        audience.tellOutside(read.userId(), read.chatId(), event(read));
    }

    private void tellOther(ChatRead read, long other) {
        if (other != read.userId()) {
            throttle(read, new ForOthers(read.readSeq(), true, other));
        }
    }

    private void tellRoom(ChatRead read) {
        throttle(read, new ForOthers(read.readSeq(), false, 0));
    }

    private void throttle(ChatRead read, ForOthers what) {
        others.add(new MarkKey(read.chatId(), read.userId()), what, nanoTime.getAsLong());
    }

    private void tellOthers() {
        if (others.isEmpty()) {
            return;
        }
        if (nanoTime.getAsLong() - toldAt >= PAUSE_NANOS) {
            tellDue();
        } else {
            lookLater();
        }
    }

    private void tellDue() {
        long now = nanoTime.getAsLong();
        toldAt = now;
        Map<MarkKey, ForOthers> due = others.take(Integer.MAX_VALUE, now);
        due.forEach((key, what) -> {
            DroppableEvent event = event(new ChatRead(key.chatId(), key.userId(), what.readSeq()));
            if (what.direct()) {
                audience.tellUser(what.to(), event, Set.of());
            } else {
                audience.tellOthers(key.chatId(), event, key.userId());
            }
        });
        lookLater();
    }

    private void lookLater() {
        if (!others.isEmpty() && timed.compareAndSet(false, true)) {
            try {
                later(this::look);
            } catch (RejectedExecutionException e) {
                timed.set(false);
                LOG.log(Level.DEBUG, "The server stops; others are not told of marks that wait", e);
            }
        }
    }

    void later(Runnable task) {
        executor.schedule(task, PAUSE_MS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        timed.set(false);
        tellDue();
    }

    private static DroppableEvent event(ChatRead read) {
        return new DroppableEvent(new DroppableEvent.Key(CHAT_READ, read.chatId(), read.userId()), Json.write(read));
    }
}
