package chats.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.bus.Channel;
import chats.bus.FakeBus;
import chats.live.Audience;
import chats.live.DroppableEvent;
import chats.marks.MarkKey;
import chats.marks.MarksStored;
import chats.marks.Preferences;
import chats.marks.ReadState;
import chats.marks.StoredMark;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreferencesEventsTest {
    private final List<String> told = new ArrayList<>();
    private final FakeBus bus = new FakeBus();
    private final PreferencesEvents events = new PreferencesEvents(
            new Audience(null, null) {
                @Override
                public void tellUser(long userId, DroppableEvent event, Set<Long> except) {
                    told.add(userId + ": " + event.json());
                }
            },
            bus);

    private static String json(boolean muted, boolean pinned, boolean unread) {
        return "1: {\"chatId\":7,\"preferences\":{\"muted\":" + muted + ",\"pinned\":" + pinned + ",\"unread\":"
                + unread + "}}";
    }

    @Test
    void theUsersSocketsHereAndElsewhereAreTold() {
        events.tell(7, 1, new Preferences(true, false, true));
        assertEquals(List.of(json(true, false, true)), told);
        assertEquals(List.of("u1 o7 101"), bus.sent);
        assertTrue(events.takes("o7 101"));
        told.clear();
        events.receive(Channel.user(1), "o7 010");
        assertEquals(List.of(json(false, true, false)), told);
    }

    @Test
    void aMarkThatEndsThatTheChatLooksUnreadIsTold() {
        events.onMarksStored(new MarksStored(List.of(
                new StoredMark(
                        new MarkKey(7, 1),
                        null,
                        2,
                        false,
                        new Preferences(true, true, false),
                        ReadState.EMPTY,
                        Set.of()),
                new StoredMark(new MarkKey(7, 2), null, 2, true, null, ReadState.EMPTY, Set.of()))));
        assertEquals(List.of(json(true, true, false)), told);
    }
}
