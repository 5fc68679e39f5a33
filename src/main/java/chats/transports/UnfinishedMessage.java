package chats.transports;

/**
 * What the container has kept of a message that is still arriving: its finished fragments, and the frame that has begun
 * after them. All numbers are 0 if nothing is kept. The payload of a control frame does not count.
 */
interface UnfinishedMessage {
    /** How many fragments are finished. */
    int fragments();

    /**
     * Bytes of payload of a finished fragment, as its header says. A negative number is a violation of RFC 6455,
     * section 5.2.
     */
    long payload(int fragment);

    /** Bytes of payload of the frame that has begun, as its header says. */
    long payloadBegun();

    /** Whether a frame has begun, a control frame included. */
    boolean hasBegun();

    /** Frees the memory of the message. To be called by the thread that reads, when it reads no more. */
    void release();
}
