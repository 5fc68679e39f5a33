package chats.marks;

import java.util.List;

/**
 * Marks were stored together, after their commit: a CDI event of this node. Those that changed nothing are left out.
 *
 * @param isSent whether these are marks of those who have sent; else clients have set them
 */
public record MarksStored(List<StoredMark> marks, boolean isSent) {}
