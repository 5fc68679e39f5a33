package chats.deploy;

import chats.run.Background;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Says of every name that it has one IPv4 address, which may become another one, and that it has no other kind of record. */
final class NameServer implements AutoCloseable {
    private static final int HEAD = 12;
    private static final int ANSWERED = 0x8180;
    private static final int ADDRESS = 1;
    private static final int NAME_OF_THE_QUESTION = 0xC000 | HEAD;

    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private volatile InetAddress address;

    NameServer(InetAddress address) throws IOException {
        this.address = address;
        Background.start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    void says(InetAddress other) {
        address = other;
    }

    private void serve() throws IOException {
        byte[] buffer = new byte[512];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            socket.receive(packet);
            byte[] answer = answer(Arrays.copyOf(buffer, packet.getLength()));
            socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
    }

    private byte[] answer(byte[] query) {
        int end = HEAD;
        while (query[end] != 0) {
            end += query[end] + 1;
        }
        boolean isForAddress = query[end + 2] == ADDRESS;
        end += 5;
        ByteBuffer answer = ByteBuffer.allocate(end + 16);
        answer.put(query, 0, 2).putShort((short) ANSWERED).putShort((short) 1);
        answer.putShort((short) (isForAddress ? 1 : 0)).putShort((short) 0).putShort((short) 0);
        answer.put(query, HEAD, end - HEAD);
        if (isForAddress) {
            answer.putShort((short) NAME_OF_THE_QUESTION)
                    .putShort((short) ADDRESS)
                    .putShort((short) 1);
            answer.putInt(1).putShort((short) 4).put(address.getAddress());
        }
        return Arrays.copyOf(answer.array(), answer.position());
    }

    @Override
    public void close() {
        socket.close();
    }
}
