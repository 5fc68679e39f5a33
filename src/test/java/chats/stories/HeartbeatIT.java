package chats.stories;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Trees;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class HeartbeatIT extends StrictStory {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    @Test
    void aDeadPeerIsFoundOnEveryTransportAndALivingOneThatOnlyListensIsLeftInPeace() throws Exception {
        Device talker = online("talker");
        Device listener = online("listener");
        ChatRoom chat = talker.opensChatWith(listener);
        listener.enters(chat);
        Device idle = online("idle");
        Map<Sleeper, Person> dead = new EnumMap<>(Sleeper.class);
        Map<Sleeper, Sleeper.Asleep> asleep = new EnumMap<>(Sleeper.class);
        for (Sleeper transport : Sleeper.values()) {
            Person person = person("dead");
            dead.put(transport, person);
            asleep.put(transport, transport.fallAsleep(server(), person, person.opensChatWith()));
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2L * (PING_INTERVAL_MS + PING_TIMEOUT_MS));
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE_NANOS);
            talker.tells("send_message", chat.message("tick"));
        }
        for (Sleeper transport : Sleeper.values()) {
            String reason = whyTheSocketWasClosed(dead.get(transport));
            assertTrue(reason.contains("heartbeat missed") || reason.equals("ping timeout"), reason);
            asleep.get(transport).findsItselfCut(4408);
            asleep.get(transport).close();
        }
        assertFalse(listener.transport().closed().isDone());
        listener.hearsMessages(1);
        idle.asks("leave_chat", Trees.object("chatIds", new long[] {chat.id()})).granted();
    }
}
