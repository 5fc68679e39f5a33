package chats.checker.history;

/**
 * A message after a change of it.
 *
 * @param afterSeq the message behind which the change belongs
 */
public record Change(long rev, long afterSeq, Stored stored) implements Revision {
    @Override
    public Talk talk() {
        return stored.talk();
    }
}
