/**
 * How far the members of a chat have read, and how each wants to see it: state beside the log, one row for each member. Start with
 * {@code MarkWriter}: it takes marks that clients set, and stores many of them by one statement. {@code SentMarks} moves the marks of those who
 * send, behind the commit of their messages. {@code ReadMarks} reads them for answers. What was stored is announced as
 * {@link chats.marks.MarksStored} or {@link chats.marks.SentMarksStored}.
 */
package chats.marks;
