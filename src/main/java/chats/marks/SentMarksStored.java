package chats.marks;

import java.util.List;

/** Marks of those who have sent were stored together, after their commit: a CDI event of this node. */
public record SentMarksStored(List<SentMark> marks) {}
