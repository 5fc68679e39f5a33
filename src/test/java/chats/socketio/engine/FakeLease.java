package chats.socketio.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down what a session takes; has so much room for bytes as the test says. */
public final class FakeLease implements SessionLease {

    public final List<String> told = new ArrayList<>();
    public long bytes = Long.MAX_VALUE;
    public boolean hasRoom = true;
    public int openRooms;

    public Handshake handshake(Optional<Object> owner) {
        return new Handshake(owner, "here", this);
    }

    @Override
    public void accepted(Optional<Object> owner) {
        told.add("accepted " + owner.map(Object::toString).orElse("nobody"));
    }

    @Override
    public boolean left() {
        told.add("left");
        return hasRoom;
    }

    @Override
    public ByteReservation reservation() {
        openRooms++;
        return new ByteReservation() {
            private boolean closed;

            @Override
            public boolean extendTo(long size) {
                return size <= bytes;
            }

            @Override
            public void close() {
                openRooms -= closed ? 0 : 1;
                closed = true;
            }
        };
    }

    @Override
    public void close() {
        told.add("closed");
    }
}
