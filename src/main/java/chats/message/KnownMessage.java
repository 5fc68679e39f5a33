package chats.message;

import java.util.Arrays;

/**
 * A message that is stored, with what is kept of the text that was sent first.
 *
 * @param sentHash the {@link TextHash} of that text; null unless the message was edited and its sender may send it again
 */
record KnownMessage(Message view, byte[] sentHash) {
    /** Whether this text was sent first. After a deletion nothing is left to compare with, and any text will do. */
    boolean mayHaveSaid(String text) {
        if (view.deletedAt() != null) {
            return true;
        }
        return sentHash == null ? view.message().equals(text) : Arrays.equals(sentHash, TextHash.of(text));
    }
}
