package chats.load;

import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.pace;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;
import static io.gatling.javaapi.http.HttpDsl.ws;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.FeederBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;

/**
 * People in rooms who write to one another through both socket doors, while some read over REST. {@code docs/capacity.md} has the
 * command line. What is counted as one request is a message until it is acknowledged, which is after it was stored.
 */
public final class ChatSimulation extends Simulation {
    private static final String URL = System.getProperty("url", "http://localhost:3000");
    private static final int USERS = Integer.getInteger("users", 100);
    private static final int MEMBERS = Integer.getInteger("members", 10);
    private static final int READERS = Integer.getInteger("readers", 2);
    private static final Duration TALK = Duration.ofSeconds(Integer.getInteger("seconds", 60));
    private static final Duration RAMP = Duration.ofSeconds(Math.max(1, USERS / 50));
    /** Between two messages of one person. */
    private static final Duration PACE = Duration.ofMillis(Integer.getInteger("pace", 1000));

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String MESSAGE = "A message as long as most are: it says a little more than hello.";

    private final FeederBuilder<Object> crowd = listFeeder(new Crowd(URL, USERS, MEMBERS)
                    .people().stream().map(Person::attributes).toList())
            .circular();

    private final HttpProtocolBuilder protocol = http.baseUrl(URL)
            .wsBaseUrl(URL.replaceFirst("^http", "ws"))
            .wsAutoReplySocketIo4()
            .acceptHeader("application/json")
            .authorizationHeader("Bearer #{token}");

    private final ScenarioBuilder plain = scenario("Plain WebSocket")
            .feed(crowd)
            .exec(ws("Plain: connect").connect("/chats").header("Authorization", "Bearer #{token}"))
            .exec(plain("Plain: enter a chat", "enter_chat", "{\"chatIds\":[#{chatId}]}"))
            .during(TALK, "n")
            .on(pace(PACE).exec(plain("Plain: send a message", "send_message", sending())))
            .exec(ws("Plain: close").close());

    private final ScenarioBuilder socketIo = scenario("Socket.IO")
            .feed(crowd)
            .exec(SocketIo.connect())
            .exec(SocketIo.ask("Socket.IO: enter a chat", "enter_chat", "{\"chatIds\":[#{chatId}]}", "0"))
            .during(TALK, "n")
            .on(pace(PACE).exec(SocketIo.ask("Socket.IO: send a message", "send_message", sending(), "1#{n}")))
            .exec(SocketIo.close());

    private final ScenarioBuilder reading = scenario("REST")
            .feed(crowd)
            .exec(http("REST: list of chats").get("/chats").check(status().is(200)))
            .exec(http("REST: history").get("/chats/#{chatId}/messages").check(status().is(200)))
            .pause(PACE);

    public ChatSimulation() {
        setUp(
                        plain.injectOpen(rampUsers((USERS + 1) / 2).during(RAMP)),
                        socketIo.injectOpen(rampUsers(USERS / 2).during(RAMP)),
                        reading.injectClosed(constantConcurrentUsers(READERS).during(TALK)))
                .protocols(protocol)
                .assertions(global().failedRequests().count().is(0L));
    }

    private static String sending() {
        return "{\"chatId\":#{chatId},\"message\":\"" + MESSAGE + "\"}";
    }

    /** An event of the plain door, until it is answered. */
    private static ChainBuilder plain(String name, String event, String data) {
        return exec(ws(name).sendText("{\"event\":\"" + event + "\",\"id\":\"1\",\"data\":" + data + "}")
                .await(PATIENCE)
                .on(ws.checkTextMessage(name + ", answer")
                        .matching(jsonPath("$.id"))
                        .check(jsonPath("$.event").is(event))));
    }
}
