package chats.checker;

import chats.checker.history.Event;
import chats.checker.history.Revision;
import chats.checker.history.Stored;
import chats.client.Answer;
import chats.client.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** How a device looks things up by REST, now and then: a history, one message, what changed. */
final class Looking {
    /** Of ticks. */
    private static final double LOOKS = 0.005;

    private static final int REVS_BACK = 30;

    private final Device device;
    private boolean looking;

    Looking(Device device) {
        this.device = device;
    }

    void tick() {
        if (!looking && device.crowd.isTalking() && device.random.nextDouble() < LOOKS) {
            device.recent.any(message -> true, device.random).ifPresent(this::look);
        }
    }

    private void look(Stored about) {
        Views views = device.crowd.views();
        String chat = "/chats/" + views.chatId(about.talk());
        int since = device.eventCount();
        long rev = Math.max(0, device.position(about.talk()).rev() - device.random.nextInt(REVS_BACK));
        switch (device.random.nextInt(3)) {
            case 0 -> get(about, chat + "/messages", body -> looked(since, all(body, views::read), List.of()));
            case 1 ->
                get(
                        about,
                        chat + "/messages/" + about.seq(),
                        body -> looked(since, List.of(views.read(body)), List.of()));
            default ->
                get(
                        about,
                        chat + "/changes?after=" + rev,
                        body -> looked(since, List.of(), all(body, views::readRevision)));
        }
    }

    private void get(Stored about, String path, Consumer<JsonNode> read) {
        looking = true;
        int since = device.eventCount();
        Rest.stranger(device.crowd.site().anyNode(device.random))
                .with(device.owner.token())
                .later("GET", path, BodyPublishers.noBody())
                .whenCompleteAsync((answer, failure) -> {
                    synchronized (device) {
                        looking = false;
                        if (failure == null) {
                            take(since, about, path, answer, read);
                        }
                    }
                });
    }

    private void take(int since, Stored about, String path, Answer answer, Consumer<JsonNode> read) {
        if (answer.isGranted()) {
            read.accept(answer.body());
        } else if (!Speaking.TRY_AGAIN.contains(answer.code())) {
            device.record(new Event.LookedInVain(since, about.talk(), path, answer.code()));
        }
    }

    private void looked(int since, List<Stored> messages, List<Revision> changes) {
        device.record(new Event.Looked(since, messages, changes));
    }

    private static <T> List<T> all(JsonNode body, Function<JsonNode, T> read) {
        List<T> all = new ArrayList<>();
        body.get("data").forEach(view -> all.add(read.apply(view)));
        return all;
    }
}
