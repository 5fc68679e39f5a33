package chats.live;

import chats.log.Position;

/**
 * What a client missed: messages with seqs above {@code from} up to {@code to}, and of the messages before those the changes with
 * revs above {@code from} up to {@code to}.
 *
 * @param isTold whether the client named {@code afterRev}; then it is sent changes, and {@code replayed} at the end
 */
record Gap(Position from, Position to, boolean isTold) {}
