package chats.live;

import chats.message.Position;

/**
 * What a client missed: messages with seqs above {@code from} up to {@code to}, and of the messages before those the changes with
 * revs above {@code from} up to {@code to}.
 *
 * @param isTold whether the client asked for changes, and so is told by {@code replayed} where it is then
 */
record Gap(Position from, Position to, boolean isTold) {}
