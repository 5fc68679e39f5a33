package chats.marks;

import chats.log.Pair;
import java.util.Set;

/**
 * A mark that was stored.
 *
 * @param pair the two users of a direct chat; null in a room
 * @param members how many the chat has, counted up to {@link #MOST_COUNTED}
 * @param hasMoved whether the user had not read as far before
 * @param seen the preferences that the user has now, if the mark has ended his having marked the chat as unread; else null
 * @param state what the user is answered
 * @param sockets those that have asked for it, which are answered and not told
 */
public record StoredMark(
        MarkKey key, Pair pair, int members, boolean hasMoved, Preferences seen, ReadState state, Set<Long> sockets) {
    /** To more members marks are not told. */
    public static final int MOST_TOLD = 100;

    static final int MOST_COUNTED = MOST_TOLD + 1;

    StoredMark askedBy(Set<Long> ids) {
        return new StoredMark(key, pair, members, hasMoved, seen, state, ids);
    }

    /** Whether anything is different now. */
    public boolean hasChanged() {
        return hasMoved || seen != null;
    }
}
