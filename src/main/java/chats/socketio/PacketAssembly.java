package chats.socketio;

import chats.socketio.engine.ByteReservation;
import java.util.ArrayList;
import java.util.List;

/** A packet whose attachments are still arriving. For the thread that reads, except {@link #end}. */
final class PacketAssembly {

    private final Packet packet;
    private final ByteReservation reservation;
    private final int maxBytes;
    private final List<byte[]> attachments;
    private int bytes;

    /** @param maxBytes bound for all attachments together */
    PacketAssembly(Packet packet, ByteReservation reservation, int maxBytes) {
        this.packet = packet;
        this.reservation = reservation;
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
        if (bytes > maxBytes || !reservation.extendTo(bytes)) {
            throw new MalformedPacket("attachments too big, or no budget left for them");
        }
        attachments.add(attachment);
    }

    boolean isComplete() {
        return attachments.size() == packet.attachments();
    }

    /** The packet is complete or abandoned. Gives the reserved bytes back. */
    void end() {
        reservation.close();
    }
}
