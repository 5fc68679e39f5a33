package chats.bus;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The bus of a single node: sockets of this node get every event directly. */
final class NoBus implements Bus {
    @Override
    public boolean hasOthers() {
        return false;
    }

    @Override
    public void send(Collection<? extends BusMessage> messages) {
        // there is no other node
    }

    @Override
    public void subscribe(Channel channel) {
        // nothing is ever received
    }

    @Override
    public void unsubscribe(Channel channel) {
        // nothing is ever received
    }

    @Override
    public boolean await(Collection<Channel> channels) {
        return true;
    }

    @Override
    public void deliverTo(Receiver receiver) {
        // nothing is ever received
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
