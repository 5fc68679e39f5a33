package chats.reading;

import chats.bus.Bus;
import chats.bus.Channel;
import chats.bus.TextBusMessage;
import chats.json.Json;
import chats.live.Audience;
import chats.live.DroppableEvent;
import chats.live.RemoteReceiver;
import chats.marks.MarksStored;
import chats.marks.Preferences;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;

/** Tells a user's sockets, on all nodes, of his preferences for a chat: when he changes them, and when a mark ends that it looks unread. */
@ApplicationScoped
class PreferencesEvents implements RemoteReceiver {
    static final String CHAT_PREFERENCES = "chat_preferences";

    private static final char PREFIX = 'o';

    /** The name of each field is what clients read. */
    private record Changed(long chatId, Preferences preferences) {}

    private final Audience audience;
    private final Bus bus;

    @Inject
    PreferencesEvents(Audience audience, Bus bus) {
        this.audience = audience;
        this.bus = bus;
    }

    void tell(long chatId, long userId, Preferences now) {
        tellHere(userId, new Changed(chatId, now));
        if (bus.hasOthers()) {
            bus.send(List.of(TextBusMessage.to(Channel.user(userId), text(chatId, now))));
        }
    }

    void onMarksStored(@Observes MarksStored stored) {
        stored.marks().stream()
                .filter(mark -> mark.seen() != null)
                .forEach(mark -> tell(mark.key().chatId(), mark.key().userId(), mark.seen()));
    }

    private static String text(long chatId, Preferences now) {
        return PREFIX + (chatId + " ") + flag(now.muted()) + flag(now.pinned()) + flag(now.unread());
    }

    private static char flag(boolean isSet) {
        return isSet ? '1' : '0';
    }

    @Override
    public boolean takes(String text) {
        return text.charAt(0) == PREFIX;
    }

    @Override
    public void receive(Channel channel, String text) {
        int space = text.indexOf(' ');
        Preferences now = new Preferences(
                text.charAt(space + 1) == '1', text.charAt(space + 2) == '1', text.charAt(space + 3) == '1');
        tellHere(channel.id(), new Changed(Long.parseLong(text.substring(1, space)), now));
    }

    @Override
    public void mayHaveMissed() {
        // clients read their chats again when they come back
    }

    private void tellHere(long userId, Changed changed) {
        DroppableEvent.Key key = new DroppableEvent.Key(CHAT_PREFERENCES, changed.chatId(), userId);
        audience.tellUser(userId, new DroppableEvent(key, Json.write(changed)), Set.of());
    }
}
