package chats.outbox;

/**
 * How much may wait in one {@link Outbox}, what is being written included.
 *
 * @param frames how many frames
 * @param bytes how many bytes all of them together; a single frame beyond it still passes through an empty outbox
 */
public record Limits(int frames, long bytes) {

    public Limits {
        if (frames < 1 || bytes < 1) {
            throw new IllegalArgumentException("an outbox needs room for a frame: " + frames + ", " + bytes);
        }
    }
}
