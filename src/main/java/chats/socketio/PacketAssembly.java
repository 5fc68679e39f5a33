package chats.socketio;

import chats.socketio.engine.ByteReservation;
import java.util.ArrayList;
import java.util.List;

/** A packet whose attachments are still arriving. For the reading thread, except for {@link #end}. */
final class PacketAssembly {

    private final Packet packet;
    private final ByteReservation room;
    private final int maxBytes;
    private final List<byte[]> attachments;
    private int bytes;

    /** @param maxBytes of all attachments together */
    PacketAssembly(Packet packet, ByteReservation room, int maxBytes) {
        this.packet = packet;
        this.room = room;
        this.maxBytes = maxBytes;
        this.attachments = new ArrayList<>(packet.attachments());
    }

    Packet packet() {
        return packet;
    }

    List<byte[]> attachments() {
        return attachments;
    }

    void add(byte[] attachment) throws MalformedPacket {
        bytes += attachment.length;
        if (bytes > maxBytes || !room.fits(bytes)) {
            throw new MalformedPacket("attachments without room for them");
        }
        attachments.add(attachment);
    }

    boolean isComplete() {
        return attachments.size() == packet.attachments();
    }

    /** Nobody waits for it any more. */
    void end() {
        room.close();
    }
}
