package chats.socketio.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records what a session takes. The test sets how many bytes can be reserved. */
public final class FakeLease implements SessionLease {

    public final List<String> told = new ArrayList<>();
    public long bytes = Long.MAX_VALUE;
    public boolean hasRoom = true;
    public int openReservations;

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
        openReservations++;
        return new ByteReservation() {
            private boolean closed;

            @Override
            public boolean extendTo(long size) {
                return size <= bytes;
            }

            @Override
            public void close() {
                openReservations -= closed ? 0 : 1;
                closed = true;
            }
        };
    }

    @Override
    public void close() {
        told.add("closed");
    }
}
