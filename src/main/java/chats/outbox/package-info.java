/**
 * A bounded queue with one writer for any connection: offering never waits, frames that wait leave together, a peer
 * that does not read costs its own connection alone.
 *
 * <pre>{@code
 * Outbox<TextFrame> outbox = new Outbox<>(new Limits(1_000, 1 << 20), wire, executor, owner);
 * outbox.offer(frame);           // any thread, any time, in the order in which the frames are to leave
 * }</pre>
 */
package chats.outbox;
