package chats.checker;

import chats.checker.history.Judge;
import chats.checker.history.Log;
import chats.checker.history.Rows;
import chats.checker.history.Stored;
import chats.checker.history.Talk;
import chats.checker.history.Verdict;
import chats.checker.wire.Door;
import chats.run.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * People and their devices, who talk with each other in some chats and by whispers, from {@link #gather} to {@link #close}.
 * Every second person has two devices; the devices share the doors evenly.
 */
public final class Crowd implements AutoCloseable {
    /** What a text has in it that the database shall not take. */
    public static final String POISON = Texts.POISON;

    /** In the last one, members see only what is said after they were added. */
    private static final List<String> HISTORIES_OF_CHATS = List.of("all", "all", "joined");

    private static final long TICK_MS = 20;
    private static final int SETTLE_SECONDS = 120;

    private final ScheduledExecutorService ticks = Executors.newScheduledThreadPool(2);
    private final Site site;
    private final Views views = new Views();
    private final List<Person> people = new ArrayList<>();
    private final List<Talk.Chat> chats = new ArrayList<>();
    private final List<Device> devices = new ArrayList<>();
    private final List<String> connectionsLost = new CopyOnWriteArrayList<>();
    private final AtomicLong moments = new AtomicLong();
    private final Map<String, Long> refusals = new ConcurrentHashMap<>();
    private final long nanosBetween;
    private volatile boolean talking;
    private volatile boolean poisoned;
    private volatile Stored rally;

    private Crowd(Site site, double messagesPerSecond) {
        this.site = site;
        this.nanosBetween = (long) (TimeUnit.SECONDS.toNanos(1) / messagesPerSecond);
    }

    /** @param messagesPerSecond of each device */
    public static Crowd gather(Site site, int devices, double messagesPerSecond, long seed) {
        Crowd crowd = new Crowd(site, messagesPerSecond);
        Random random = new Random(seed);
        for (int person = 0; person * 3 < devices * 2; person++) {
            crowd.people.add(site.newcomer());
        }
        for (String history : HISTORIES_OF_CHATS) {
            crowd.chats.add(new Talk.Chat(crowd.people.get(0).createChat(site.server(), crowd.people, history)));
        }
        Door[] doors = Door.values();
        for (int number = 0; number < devices; number++) {
            Person owner = crowd.people.get(number % crowd.people.size());
            Door door = doors[number % doors.length];
            String name = "device " + number + " (" + door + ")";
            crowd.devices.add(new Device(name, owner, door, crowd.chats, crowd, random.nextLong()));
        }
        crowd.devices.forEach(
                device -> crowd.ticks.scheduleWithFixedDelay(device::tick, 0, TICK_MS, TimeUnit.MILLISECONDS));
        return crowd;
    }

    /** Everybody starts to talk, or goes on; returns when everybody listens. */
    public void talk() {
        talking = true;
        awaitListening();
    }

    /** @throws IllegalStateException if somebody does not get in within two minutes */
    public void awaitListening() {
        if (!await(() -> devices.stream().allMatch(Device::isListening))) {
            throw new IllegalStateException("Not everybody gets in\n" + circumstances());
        }
    }

    /** Breaks the connections of half of the devices. */
    public void cutHalf(Random random) {
        List<Device> half = new ArrayList<>(devices);
        Collections.shuffle(half, random);
        half.subList(0, half.size() / 2).forEach(Device::cut);
    }

    /** Whether some of the new messages are such that the database will not take them. */
    public void poison(boolean whether) {
        poisoned = whether;
    }

    /**
     * Lets everybody fall silent, learn what became of their messages and catch up, half of them on new connections; then
     * judges all that happened so far. {@link #talk} lets it go on.
     */
    public Verdict judge() throws SQLException {
        talking = false;
        await(() -> devices.stream().allMatch(Device::isSettled));
        for (int number = 0; number < devices.size(); number += 2) {
            devices.get(number).cut();
        }
        Database database = new Database(site.postgres());
        await(() -> devices.stream().allMatch(Device::isListening));
        Rows rows = database.read(chats, people);
        await(() -> devices.stream().allMatch(device -> device.knowsAll(rows)));
        List<Log> logs = devices.stream().map(Device::log).toList();
        Rows last = database.read(chats, people);
        Marks marks = new Marks(site, views, people);
        await(() -> Judge.judgeMarks(logs, last, marks.read()).isEmpty());
        return Judge.judge(logs, last, marks.read());
    }

    /** How each device stands, and what the servers are doing: the place to look when a verdict has flaws. */
    public String circumstances() {
        return devices.stream().map(Device::toString).collect(Collectors.joining("\n", "", "\n")) + site.threads();
    }

    /** What happened to each device, an event a line: what comes before a finding is the way to its cause. */
    void writeHistories(Path file) throws IOException {
        Stream<String> lines = devices.stream().map(Device::log).flatMap(Crowd::lines);
        Files.write(file, (Iterable<String>) lines::iterator);
    }

    // With the moments, by which the events of all devices can be sorted.
    private static Stream<String> lines(Log log) {
        return IntStream.range(0, log.events().size())
                .mapToObj(number -> log.device() + ", moment " + log.moments().get(number) + ": "
                        + log.events().get(number).toString().replaceAll("\\R", " "));
    }

    /** Open connections that broke, so far. */
    public List<String> connectionsLost() {
        return List.copyOf(connectionsLost);
    }

    /** Answers {@code unavailable}, so far. */
    public long unavailable() {
        return answers("unavailable");
    }

    /** Answers that something is wrong with this very message, so far. */
    public long refused() {
        return answers("internal");
    }

    private long answers(String code) {
        return refusals.getOrDefault(code, 0L);
    }

    public List<Person> people() {
        return people;
    }

    public List<Talk.Chat> chats() {
        return chats;
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        devices.forEach(Device::cut);
    }

    Site site() {
        return site;
    }

    Views views() {
        return views;
    }

    /** Whether it is the person who has created the chats. */
    boolean isFirst(Person person) {
        return person.equals(people.get(0));
    }

    /** Later than all that were given out before. */
    long moment() {
        return moments.incrementAndGet();
    }

    boolean isTalking() {
        return talking;
    }

    boolean isPoisoned() {
        return poisoned;
    }

    /** The message that everybody is to change at once; there is a new one now and then. */
    Optional<Stored> rally() {
        return Optional.ofNullable(rally);
    }

    void rally(Stored message) {
        rally = message;
    }

    /** Until the next message; between half and one and a half of the mean. */
    long nanosBetween(Random random) {
        return (long) (nanosBetween * (0.5 + random.nextDouble()));
    }

    void connectionLost(String why) {
        connectionsLost.add(why);
    }

    void refused(String code) {
        refusals.merge(code, 1L, Long::sum);
    }

    private static boolean await(BooleanSupplier condition) {
        return Patience.within(SETTLE_SECONDS, condition);
    }
}
