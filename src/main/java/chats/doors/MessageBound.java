package chats.doors;

/**
 * Bounds what the container keeps of one unfinished message: {@value MessageSize#MAX_BYTES} bytes of payload, {@value #MAX_FRAGMENTS} fragments,
 * {@value #MAX_BUFFERS} read buffers. Buffers are bounded too, since the container takes a new one of 8 KiB for each read, even of one byte. A message without
 * fragments may come in pieces of 52 bytes.
 *
 * <p>It has to look after each frame and is used by one thread at a time.
 */
final class MessageBound {
    static final int MAX_FRAGMENTS = 1_024;
    static final int MAX_BUFFERS = 1_280;

    private int counted;
    private long payload;
    private int buffers;

    /** Whether the message is beyond the bound, or has a frame of a negative length. */
    boolean isExceeded(UnfinishedMessage message) {
        int fragments = message.fragments();
        if (fragments < counted || fragments == 0) {
            counted = 0;
            payload = 0;
            buffers = 0;
        }
        for (; counted < fragments; counted++) {
            long bytes = message.payload(counted);
            if (bytes < 0) {
                return true;
            }
            payload += Math.min(bytes, MessageSize.MAX_BYTES + 1L);
            buffers += message.buffers(counted);
        }
        long begun = message.payloadBegun();
        return begun < 0
                || begun > MessageSize.MAX_BYTES - payload
                || fragments > MAX_FRAGMENTS
                || buffers + message.buffersBegun() > MAX_BUFFERS;
    }
}
