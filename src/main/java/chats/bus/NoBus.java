package chats.bus;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** For a node that is alone: those who listen here hear of everything by themselves. */
final class NoBus implements Bus {
    @Override
    public boolean hasOthers() {
        return false;
    }

    @Override
    public void send(Collection<? extends BusMessage> letters) {
        // nobody else would want to know
    }

    @Override
    public void attend(Channel channel) {
        // nothing comes
    }

    @Override
    public void leave(Channel channel) {
        // nothing came
    }

    @Override
    public boolean await(Collection<Channel> channels) {
        return true;
    }

    @Override
    public void deliverTo(Receiver receiver) {
        // nothing comes
    }

    @Override
    public Optional<List<Long>> share(AtomicScript script, String key, Object... arguments) {
        return Optional.empty();
    }

    @Override
    public void tell(AtomicScript script, String key, Object... arguments) {
        // nothing is shared
    }

    @Override
    public Optional<String> trouble() {
        return Optional.empty();
    }
}
