package chats.blocks;

import java.util.Set;

/**
 * This node has learned that some users have blocked others, or do so no more, whichever node changed that. Fired as a CDI event.
 *
 * @param users the blockers and those whom they have blocked or block no more
 * @param isPart whether so much has changed that of two users one may be in another event
 */
public record BlocksChanged(Set<Long> users, boolean isPart) {}
