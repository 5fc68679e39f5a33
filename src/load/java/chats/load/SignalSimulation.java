package chats.load;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.pace;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * What signals cost a message: a few people write at a steady pace, while many others send read marks, type, or come and go. The
 * same without the signals says what a message takes otherwise. {@code docs/capacity.md} has the command lines.
 *
 * <p>The sockets that signal are opened first. Then the messages begin, and signals and messages end together.
 */
public final class SignalSimulation extends Simulation {
    private static final String URL = System.getProperty("url", "http://localhost:3000");
    private static final boolean SILENT = "none".equals(System.getProperty("signal", "none"));
    private static final Signal SIGNAL = Signal.valueOf(
            System.getProperty(SILENT ? "like" : "signal", "read").toUpperCase(Locale.ROOT));
    private static final boolean COME_AND_GO = SIGNAL == Signal.PRESENCE;

    private static final int WATCHED = Integer.getInteger("watched", 50);
    private static final int WRITERS = Math.min(SIGNAL.users, Integer.getInteger("writers", 10));
    private static final Duration WRITER_PACE = Duration.ofMillis(Integer.getInteger("pace", 200));
    private static final Duration SIGNAL_PACE = Duration.ofMillis(SIGNAL.pace);
    /** While there are messages. */
    private static final Duration TALK = Duration.ofSeconds(Integer.getInteger("seconds", 60));
    /** How long a socket is closed until it is opened again: long enough for its user to count as away. */
    private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("away", 12));

    private static final Duration RAMP = Duration.ofSeconds(Math.max(2, SIGNAL.sockets / 200));
    private static final Duration WRITERS_RAMP = Duration.ofSeconds(2);
    private static final Duration WHOLE = RAMP.plus(WRITERS_RAMP).plus(TALK);
    /** Between two looks for what was refused, where nothing is sent. */
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** What is sent last is acknowledged by then: read marks are merged for a second. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(3);
    /** More than a socket hears between two looks. */
    private static final int HEARD = 4096;

    private static final String MESSAGE = "A message as long as most are: it says a little more than hello.";
    private static final String LEAVES_AFTER = "leavesAfter";
    private static final String SIGNALS = "signals";

    /** When the first socket was opened, by {@link System#nanoTime}. Gatling may take seconds until then. */
    private static final AtomicReference<Long> BEGIN = new AtomicReference<>();

    private final List<Person> people =
            new Crowd(URL, SIGNAL.users, SIGNAL.members, SIGNAL.roomsEach, history()).people();

    private final HttpProtocolBuilder protocol = http.baseUrl(URL)
            .wsBaseUrl(URL.replaceFirst("^http", "ws"))
            .wsAutoReplySocketIo4()
            .wsUnmatchedInboundMessageBufferSize(HEARD);

    private final ScenarioBuilder signalling = scenario("Signals")
            .exec(begin())
            .feed(listFeeder(sockets()))
            .exec(open())
            .exec(COME_AND_GO ? comeAndGo() : nothing())
            .doIfOrElse(session -> session.getBoolean(SIGNALS))
            .then(signals())
            .orElse(listenWhile(session -> isBefore(WHOLE)))
            .exec(close());

    private final ScenarioBuilder writing = scenario("Messages")
            .feed(listFeeder(writers()))
            .exec(open())
            .exec(asLongAs(session -> isBefore(WHOLE), "n")
                    .on(pace(WRITER_PACE)
                            .exec(SocketIo.ask(
                                    "Message",
                                    "send_message",
                                    "{\"chatId\":#{chatIds.random()},\"message\":\"" + MESSAGE + "\"}",
                                    "1#{n}"))))
            .exec(close());

    public SignalSimulation() {
        setUp(
                        signalling.injectOpen(rampUsers(SIGNAL.sockets).during(RAMP)),
                        writing.injectOpen(nothingFor(RAMP), rampUsers(WRITERS).during(WRITERS_RAMP)))
                .protocols(protocol)
                .assertions(global().failedRequests().count().is(0L));
    }

    private static ChainBuilder begin() {
        return exec(session -> {
            BEGIN.compareAndSet(null, System.nanoTime());
            return session;
        });
    }

    /** So many messages that a user's mark can move on each time. */
    private static int history() {
        return SIGNAL == Signal.READ ? (int) (WHOLE.toMillis() / SIGNAL.pace / SIGNAL.roomsEach) + 1 : 0;
    }

    /** The first socket of each user enters his rooms; further ones only watch. */
    private List<Map<String, Object>> sockets() {
        List<Map<String, Object>> sockets = new ArrayList<>();
        for (int i = 0; i < SIGNAL.sockets; i++) {
            int user = i % SIGNAL.users;
            Map<String, Object> socket = attributes(people.get(user), i == user);
            socket.put(SIGNALS, !SILENT && isActive(user));
            socket.put(LEAVES_AFTER, leavesAfter(user));
            sockets.add(socket);
        }
        return sockets;
    }

    private List<Map<String, Object>> writers() {
        List<Map<String, Object>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(attributes(people.get(i * SIGNAL.users / WRITERS), true));
        }
        return writers;
    }

    private static Map<String, Object> attributes(Person person, boolean enters) {
        Map<String, Object> attributes = new HashMap<>(person.attributes());
        List<Long> companions = person.companions();
        attributes.put("enters", enters);
        attributes.put("watched", companions.subList(0, Math.min(WATCHED, companions.size())));
        return attributes;
    }

    /** Every so many users one is active. */
    private static boolean isActive(int user) {
        return (long) user * SIGNAL.active / SIGNAL.users < (long) (user + 1) * SIGNAL.active / SIGNAL.users;
    }

    /** All sockets of a user leave together, one user after another, so that all are back before the end. */
    private static Duration leavesAfter(int user) {
        Duration time = TALK.minus(AWAY).minus(LOOK.multipliedBy(2));
        return RAMP.plus(WRITERS_RAMP).plus(time.multipliedBy(user).dividedBy(SIGNAL.users));
    }

    private static ChainBuilder open() {
        return exec(SocketIo.connect())
                .exec(doIf(session -> session.getBoolean("enters"))
                        .then(SocketIo.ask("Enter chats", "enter_chat", "{\"chatIds\":#{chatIds}}", "0")))
                .exec(
                        COME_AND_GO && !SILENT
                                ? SocketIo.ask("Watch presence", "watch_presence", "{\"userIds\":#{watched}}", "0")
                                : nothing());
    }

    private static ChainBuilder nothing() {
        return exec(session -> session);
    }

    private static ChainBuilder comeAndGo() {
        return listenWhile(session -> isBefore(session.<Duration>get(LEAVES_AFTER)))
                .exec(close())
                .pause(AWAY)
                .exec(open());
    }

    private static ChainBuilder signals() {
        String name = SIGNAL == Signal.READ ? "Read mark" : "Typing";
        return asLongAs(session -> isBefore(WHOLE))
                .on(pace(SIGNAL_PACE)
                        .exec(
                                SIGNAL == Signal.READ
                                        ? SocketIo.tell(name, "read", SignalSimulation::mark)
                                        : SocketIo.tell(
                                                name, "typing", session -> "{\"chatId\":" + chat(session) + "}")))
                .exec(pause(LAST_ANSWERS))
                .exec(SocketIo.allAnswered(name));
    }

    private static ChainBuilder listenWhile(Predicate<Session> condition) {
        return exec(asLongAs(condition::test).on(pace(LOOK).exec(SocketIo.look("Listening"))));
    }

    /** Leaves the chats first, which only a socket can that was not cut off meanwhile. */
    private static ChainBuilder close() {
        return exec(SocketIo.ask("Leave chats", "leave_chat", "{\"chatIds\":#{chatIds}}", "0"))
                .exec(SocketIo.close());
    }

    /** One message further, in one of the user's rooms after the other. */
    private static String mark(Session session) {
        return "{\"chatId\":" + chat(session) + ",\"seq\":" + (SocketIo.sent(session) / SIGNAL.roomsEach + 1) + "}";
    }

    private static long chat(Session session) {
        return session.<Long>getList("chatIds").get(SocketIo.sent(session) % SIGNAL.roomsEach);
    }

    private static boolean isBefore(Duration time) {
        return System.nanoTime() - BEGIN.get() < time.toNanos();
    }
}
