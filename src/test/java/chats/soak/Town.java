package chats.soak;

import chats.checker.wire.Wire;
import chats.run.RunningServer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** People and their chats; so many of them a second pay a {@link Visit}, from {@link #found} to {@link #close}. */
final class Town implements AutoCloseable {
    static final String HEAD = " visits  failures  messages    heard";

    private static final int RESIDENTS = 40;
    private static final int CHATS = 12;
    private static final int VISITS_OF_A_CHAT = 500;

    final RunningServer server;
    final AtomicLong messages = new AtomicLong();
    final AtomicLong heard = new AtomicLong();
    /** Refusals, and visits that ended too soon: a logout ends those of its login. */
    final AtomicLong failures = new AtomicLong();

    private final AtomicLong visits = new AtomicLong();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(4);
    private final List<Resident> residents = new ArrayList<>();
    private final List<Long> chats = new CopyOnWriteArrayList<>();
    private final Map<Long, Long> lastSeqs = new ConcurrentHashMap<>();
    private final Random random = new Random(1);

    private Town(RunningServer server) {
        this.server = server;
    }

    static Town found(RunningServer server, int visitsPerSecond) {
        Town town = new Town(server);
        for (int i = 0; i < RESIDENTS; i++) {
            town.residents.add(new Resident(server));
        }
        for (int i = 0; i < CHATS; i++) {
            town.chats.add(town.newChat());
        }
        town.clock.scheduleAtFixedRate(town::visit, 0, 1_000_000L / visitsPerSecond, TimeUnit.MICROSECONDS);
        return town;
    }

    List<Long> chats() {
        return List.copyOf(chats);
    }

    Resident anybody() {
        return residents.get(random.nextInt(residents.size()));
    }

    /** How far somebody has read in this chat. */
    long lastSeq(long chat) {
        return lastSeqs.getOrDefault(chat, 0L);
    }

    void isAt(long chat, long seq) {
        lastSeqs.merge(chat, seq, Math::max);
    }

    /** Cursors as of somebody who has heard every whisper. */
    ObjectNode whispersKnown() {
        ObjectNode known = Wire.object();
        residents.forEach(resident -> known.put(Long.toString(resident.id()), Long.MAX_VALUE));
        return known;
    }

    void later(long milliseconds, Runnable action) {
        clock.schedule(action, milliseconds, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    @Override
    public String toString() {
        return "%7d  %8d  %8d  %7d".formatted(visits.get(), failures.get(), messages.get(), heard.get());
    }

    private void visit() {
        try {
            if (visits.incrementAndGet() % VISITS_OF_A_CHAT == 0) {
                chats.set((int) (visits.get() / VISITS_OF_A_CHAT % CHATS), newChat());
            }
            Resident resident = anybody();
            Visit.pay(this, resident, resident.token());
        } catch (RuntimeException e) {
            failures.incrementAndGet();
        }
    }

    private long newChat() {
        Resident founder = residents.get(0);
        List<Long> members = residents.stream().map(Resident::id).toList();
        return founder.rest()
                .post("/chats", Wire.object().set("userIds", Wire.array(members)))
                .granted()
                .get("id")
                .asLong();
    }
}
