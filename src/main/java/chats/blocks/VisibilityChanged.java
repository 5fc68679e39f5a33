package chats.blocks;

import java.util.Set;

/**
 * This node has learned that others may see more or less of these users than before, or these of others, whichever node changed that: they
 * have blocked somebody, or were blocked, or not any more, or were removed from a chat. Fired as a CDI event.
 */
public record VisibilityChanged(Set<Long> users) {}
