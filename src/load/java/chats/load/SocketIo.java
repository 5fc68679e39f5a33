package chats.load;

import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.dummy;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.regex;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.http.HttpDsl.ws;

import io.gatling.http.action.ws.WsInboundMessage;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * A socket of the Socket.IO namespace {@code /chats}, as steps of a scenario. Some events wait until they are acknowledged. For
 * others it is counted how many were sent and how many acknowledged, and those that were refused become failed requests of the
 * report at the next {@link #look}.
 */
final class SocketIo {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String ACKNOWLEDGEMENT = "43/chats,";
    private static final String EXCEPTION = "42/chats,[\"exception\"";
    private static final String SENT = "sent";
    private static final String ANSWERED = "answered";
    private static final String REFUSED = "refused";

    private SocketIo() {}

    static ChainBuilder connect() {
        return exec(ws("Socket.IO: connect")
                        .connect("/socket.io/?EIO=4&transport=websocket")
                        .header("Authorization", "Bearer #{token}"))
                .exec(ws("Socket.IO: join the namespace")
                        .sendText("40/chats,{\"token\":\"#{token}\"}")
                        .await(PATIENCE)
                        .on(ws.checkTextMessage("Socket.IO: joined")
                                .matching(regex("^40/chats,"))
                                .check(regex("\"sid\""))));
    }

    /** An event until it is acknowledged. How long that takes is in the report under its name and "answer". */
    static ChainBuilder ask(String name, String event, String data, String id) {
        return exec(ws(name).sendText(packet(id, event, data))
                .await(PATIENCE)
                .on(ws.checkTextMessage(name + ", answer")
                        .matching(regex("^" + ACKNOWLEDGEMENT + id + "\\["))
                        .check(bodyString()
                                .find()
                                .transform(SocketIo::isRefusal)
                                .is(false))));
    }

    /**
     * An event that is not waited for.
     *
     * @param data may be different each time
     */
    static ChainBuilder tell(String name, String event, Function<Session, String> data) {
        return look(name)
                .exec(ws(name).sendText(session -> packet("1" + sent(session), event, data.apply(session))))
                .exec(session -> session.set(SENT, sent(session) + 1));
    }

    /**
     * Counts what was answered and refused since the last look. A refusal counts twice, as an event and as an acknowledgement.
     * Gatling forgets what came when the next event is sent, so a look must come before.
     */
    static ChainBuilder look(String name) {
        return exec(ws.processUnmatchedMessages(SocketIo::count))
                .exec(repeat(session -> count(session, REFUSED), "refusal")
                        .on(dummy(name + ", refused", 0).withSuccess(false)));
    }

    /** Fails if none was sent of the events that are not waited for, or one is still not acknowledged. */
    static ChainBuilder allAnswered(String name) {
        return look(name)
                .exec(dummy(name + ", all of one socket answered", 0)
                        .withSuccess(session -> sent(session) > 0 && sent(session) == count(session, ANSWERED)));
    }

    static ChainBuilder close() {
        return exec(ws("Socket.IO: close").close());
    }

    private static Session count(List<WsInboundMessage> messages, Session session) {
        int answered = 0;
        int refused = 0;
        for (WsInboundMessage message : messages) {
            String text = message instanceof WsInboundMessage.Text frame ? frame.message() : "";
            answered += text.startsWith(ACKNOWLEDGEMENT) ? 1 : 0;
            refused += text.startsWith(EXCEPTION) || text.startsWith(ACKNOWLEDGEMENT) && isRefusal(text) ? 1 : 0;
        }
        return session.set(ANSWERED, count(session, ANSWERED) + answered).set(REFUSED, refused);
    }

    /** How many events were sent that were not waited for. */
    static int sent(Session session) {
        return count(session, SENT);
    }

    private static int count(Session session, String what) {
        return session.contains(what) ? session.getInt(what) : 0;
    }

    private static boolean isRefusal(String acknowledgement) {
        return acknowledgement.contains("\"status\":\"error\"");
    }

    private static String packet(String id, String event, String data) {
        return "42/chats," + id + "[\"" + event + "\"," + data + "]";
    }
}
