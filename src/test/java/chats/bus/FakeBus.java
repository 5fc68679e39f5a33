package chats.bus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A bus with other nodes, which remembers what was sent to which channel. */
public final class FakeBus implements Bus {
    public final List<String> sent = new ArrayList<>();
    public int sendings;

    @Override
    public boolean hasOthers() {
        return true;
    }

    @Override
    public void send(Collection<? extends BusMessage> messages) {
        sendings++;
        for (BusMessage message : messages) {
            message.channels().forEach(channel -> sent.add(channel.name() + " " + message.text()));
        }
    }

    @Override
    public void subscribe(Channel channel) {}

    @Override
    public void unsubscribe(Channel channel) {}

    @Override
    public boolean await(Collection<Channel> channels) {
        return true;
    }

    @Override
    public void deliverTo(Receiver receiver) {}

    @Override
    public Optional<List<Long>> share(AtomicScript script, String key, Object... arguments) {
        return Optional.empty();
    }

    @Override
    public void tell(AtomicScript script, String key, Object... arguments) {}

    @Override
    public Optional<String> trouble() {
        return Optional.empty();
    }
}
