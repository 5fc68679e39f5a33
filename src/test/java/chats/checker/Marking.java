package chats.checker;

import chats.checker.history.Event;
import chats.checker.history.Stored;
import chats.checker.wire.Wire;
import chats.client.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;

/** How a device marks what it has read, now and then: by the socket or by REST, up to a message that it knows. */
final class Marking {
    /** Of ticks. */
    private static final double MARKS = 0.03;

    private static final int BY_REST = 4;
    private static final int MOST_UNDER_WAY = 16;

    private final Device device;
    private int underWay;

    Marking(Device device) {
        this.device = device;
    }

    void tick(Link link) {
        if (underWay < MOST_UNDER_WAY && device.crowd.isTalking() && device.random.nextDouble() < MARKS) {
            device.recent.any(message -> true, device.random).ifPresent(message -> mark(link, message));
        }
    }

    private void mark(Link link, Stored upTo) {
        underWay++;
        int since = device.eventCount();
        if (device.random.nextInt(BY_REST) == 0) {
            markByRest(since, upTo);
        } else {
            markBy(link, since, upTo);
        }
    }

    private void markBy(Link link, int since, Stored upTo) {
        device.record(new Event.MarkAsked(link.number, upTo.talk(), upTo.seq()));
        JsonNode data = Wire.object()
                .put("chatId", device.crowd.views().chatId(upTo.talk()))
                .put("seq", upTo.seq());
        link.ask("read", data, new Link.Asker() {
            @Override
            public void answered(boolean granted, JsonNode answer) {
                underWay--;
                take(link.number, since, upTo, granted, answer);
            }

            @Override
            public void lost() {
                underWay--;
            }
        });
    }

    private void markByRest(int since, Stored upTo) {
        device.record(new Event.MarkAsked(Event.REST, upTo.talk(), upTo.seq()));
        String body = Wire.object().put("seq", upTo.seq()).toString();
        Rest.stranger(device.crowd.site().anyNode(device.random))
                .with(device.owner.token())
                .later("PUT", path(upTo), BodyPublishers.ofString(body), "Content-Type", "application/json")
                .whenCompleteAsync((answer, failure) -> {
                    synchronized (device) {
                        underWay--;
                        if (failure == null) {
                            take(Event.REST, since, upTo, answer.isGranted(), answer.body());
                        }
                    }
                });
    }

    private void take(int connection, int since, Stored upTo, boolean granted, JsonNode answer) {
        String code = answer.path("code").asText();
        if (granted) {
            device.record(new Event.MarkGranted(
                    connection,
                    upTo.talk(),
                    upTo.seq(),
                    answer.get("readSeq").asLong(),
                    answer.get("unread").asLong()));
        } else if (!code.isEmpty() && !Speaking.TRY_AGAIN.contains(code)) {
            device.record(new Event.LookedInVain(since, upTo.talk(), path(upTo), code));
        }
    }

    private String path(Stored upTo) {
        return "/chats/" + device.crowd.views().chatId(upTo.talk()) + "/read";
    }
}
