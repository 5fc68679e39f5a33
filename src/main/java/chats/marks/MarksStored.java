package chats.marks;

import java.util.List;

/** Marks that clients have set were stored together, after their commit: a CDI event of this node. Those that changed nothing are left out. */
public record MarksStored(List<StoredMark> marks) {}
