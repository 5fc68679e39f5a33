package chats.checker;

import chats.checker.history.Event;
import chats.checker.history.Stored;
import chats.client.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How a device sends: new messages and changes at its crowd's rate without waiting for answers, and again, under the same id,
 * those whose outcome is unknown; now and then one twice at once, by the socket or by REST. Where others change a message, it
 * joins them at once.
 */
final class Speaking {
    /** What has an unknown outcome, at most. */
    private static final int WINDOW = 64;

    private static final int TWICE = 40;
    private static final int CHANGED_TWICE = 10;
    private static final int RESENT_BY_REST = 4;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    static final Set<String> TRY_AGAIN = Set.of("unavailable", "rate_limited");

    private final Device device;
    private final Map<String, Outgoing> outgoing = new LinkedHashMap<>();
    private final Ideas ideas;
    private Optional<Stored> joined = Optional.empty();
    private long nextAt;

    Speaking(Device device) {
        this.device = device;
        this.ideas = new Ideas(device);
    }

    @Override
    public String toString() {
        long underWay = outgoing.values().stream()
                .filter(message -> message.underWay > 0)
                .count();
        return outgoing.size() + " unsettled, " + underWay + " of them under way";
    }

    boolean isSettled() {
        return outgoing.isEmpty();
    }

    void tick(Link link, long now) {
        for (Outgoing message : List.copyOf(outgoing.values())) {
            if (message.underWay == 0 && now >= message.dueAt) {
                if (message.sentBefore && message.hasRest() && device.random.nextInt(RESENT_BY_REST) == 0) {
                    sendByRest(message);
                } else {
                    send(link, message);
                }
            } else if (message.underWay > 0 && now - Math.max(message.dueAt, link.since) > 2 * PATIENCE_NANOS) {
                device.record(new Event.Unanswered(link.number, message.id));
                link.cut();
                return;
            }
        }
        device.crowd.rally().filter(rally -> !joined.equals(Optional.of(rally))).ifPresent(rally -> join(link, rally));
        while (device.crowd.isTalking() && outgoing.size() < WINDOW && link.isOpen() && now >= nextAt) {
            nextAt = Math.max(nextAt, now - TimeUnit.SECONDS.toNanos(1)) + device.crowd.nanosBetween(device.random);
            ideas.next(outgoing.values()).forEach(message -> begin(link, message));
        }
    }

    private void join(Link link, Stored rally) {
        if (device.crowd.isTalking() && outgoing.size() < WINDOW && link.isOpen()) {
            joined = Optional.of(rally);
            ideas.join(rally, outgoing.values()).ifPresent(change -> begin(link, change));
        }
    }

    private void begin(Link link, Outgoing message) {
        outgoing.put(message.id, message);
        int twice = message instanceof OutgoingMessage ? TWICE : CHANGED_TWICE;
        send(link, message);
        if (device.random.nextInt(twice) == 0) {
            send(link, message);
        } else if (message.hasRest() && device.random.nextInt(twice) == 0) {
            sendByRest(message);
        }
    }

    private void send(Link link, Outgoing message) {
        sending(link.number, message);
        link.ask(message.command(), message.data(), new Link.Asker() {
            @Override
            public void answered(boolean granted, JsonNode data) {
                Speaking.this.answered(link.number, message, granted, data);
            }

            @Override
            public void lost() {
                unknown(link.number, message, 0);
            }
        });
    }

    private void sendByRest(Outgoing message) {
        sending(Event.REST, message);
        message.by(Rest.stranger(device.crowd.site().anyNode(device.random)).with(device.owner.token()))
                .orTimeout(PATIENCE_NANOS, TimeUnit.NANOSECONDS)
                .whenCompleteAsync((answer, failure) -> {
                    synchronized (device) {
                        if (failure instanceof TimeoutException) {
                            device.record(new Event.Unanswered(Event.REST, message.id));
                        }
                        if (failure != null) {
                            unknown(Event.REST, message, 0);
                        } else {
                            answered(Event.REST, message, answer.isGranted(), answer.body());
                        }
                    }
                });
    }

    private void sending(int connection, Outgoing message) {
        device.record(message.sent(connection));
        message.underWay++;
        message.sentBefore = true;
        message.dueAt = System.nanoTime();
    }

    private void answered(int connection, Outgoing message, boolean granted, JsonNode data) {
        if (granted) {
            message.underWay--;
            Event answer = message.acknowledged(connection, data, device.crowd.views());
            device.record(answer);
            if (answer instanceof Event.Acknowledged acknowledged) {
                device.knows(acknowledged.stored());
            }
            outgoing.remove(message.id);
            return;
        }
        String code = data.path("code").asText();
        device.crowd.refused(code);
        if (code.isEmpty() || TRY_AGAIN.contains(code)) {
            unknown(connection, message, data.path("retryAfterMs").asLong());
        } else {
            message.underWay--;
            device.record(new Event.Refused(connection, message.id, code));
            outgoing.remove(message.id);
        }
    }

    private void unknown(int connection, Outgoing message, long pauseMs) {
        message.underWay--;
        message.dueAt = device.soon() + TimeUnit.MILLISECONDS.toNanos(pauseMs);
        device.record(new Event.Unknown(connection, message.id));
    }
}
