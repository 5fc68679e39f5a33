package chats.outbox;

/**
 * How much one {@link Outbox} may hold: the waiting frames and those in flight.
 *
 * @param frames how many frames
 * @param bytes how many bytes these frames have together; an empty outbox takes one frame of any size
 */
public record Limits(int frames, long bytes) {

    public Limits {
        if (frames < 1 || bytes < 1) {
            throw new IllegalArgumentException(
                    "an outbox must hold at least one frame and one byte: " + frames + ", " + bytes);
        }
    }
}
