/**
 * A bounded queue of frames for each connection, and the threads that write them. Offering a frame never waits. Frames
 * that wait leave in one batch. A peer that does not read loses its own connection and delays no other. Read
 * {@link chats.outbox.Outbox} first.
 *
 * <pre>{@code
 * Outbox<TextFrame> outbox = new Outbox<>(new Limits(1_000, 1 << 20), wire, executor, owner);
 * outbox.offer(frame);           // any thread, any time, in the order in which the frames are to leave
 * outbox.offerDroppable(key, frame); // behind these, and lost where too many wait
 * }</pre>
 */
package chats.outbox;
