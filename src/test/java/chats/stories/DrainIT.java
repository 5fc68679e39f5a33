package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Rest;
import chats.run.RunningServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Stops the small stage, which is over by then: the classes that play there begin earlier. */
@ExtendWith(SmallStage.Shared.class)
@ResourceLock(SmallStage.LOCK)
@Order(4)
class DrainIT {
    @Test
    void aNodeThatDrainsClosesItsSocketsOneAfterTheOtherAndServesThemUntilThen(SmallStage small) {
        RunningServer server = small.stage().server();
        Person alice = Story.person("alice", server, small.stage().provider());
        ChatRoom chat = alice.opensChatWith();
        List<Inbox> inboxes = new ArrayList<>();
        List<Device> devices = new ArrayList<>();
        List<CompletableFuture<Long>> closedAt = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            inboxes.add(new Inbox());
            Device device =
                    new Device(alice, inboxes.get(i), new PlainDoor().open(server, alice.token(), inboxes.get(i)));
            device.enters(chat);
            devices.add(device);
            closedAt.add(device.transport().closed().thenApply(code -> code == 1001 ? System.nanoTime() : null));
        }
        CompletableFuture<Integer> stop = CompletableFuture.supplyAsync(server::stop);
        try {
            CompletableFuture.anyOf(closedAt.toArray(CompletableFuture[]::new)).join();
            assertEquals(
                    503, Rest.stranger(server).documented().get("/health/ready").status());
            Device last = devices.stream()
                    .filter(device -> !device.transport().closed().isDone())
                    .reduce((one, other) -> other)
                    .orElseThrow();
            alice.posts("still here", chat);
            last.hears("still here");
        } finally {
            stop.join();
        }
        List<Long> times =
                closedAt.stream().map(CompletableFuture::join).sorted().toList();
        assertTrue(times.get(7) - times.get(0) > TimeUnit.SECONDS.toNanos(2), "spread over the time given");
    }
}
