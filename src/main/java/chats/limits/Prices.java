package chats.limits;

import java.time.Duration;

/**
 * What commands and REST calls cost on top of the 1 that each costs anyway. The unit is a call that needs nothing else.
 * By default a user has 500 units each second, and 2,000 at once.
 */
public final class Prices {
    /** Ids that are looked up for one unit. */
    private static final int IDS_PER_UNIT = 10;

    /** Messages that are read for one unit. */
    private static final int MESSAGES_PER_UNIT = 25;

    /** Chats or pairs of a list that are sorted for one unit. */
    private static final int SORTED_PER_UNIT = 50;

    /** Users that are shown for one unit: some 7 KB as members of chats. */
    private static final int PEOPLE_PER_UNIT = 100;

    /**
     * Users that are shown to one another for one unit. A new chat is announced to each member, with all members in it.
     */
    private static final int ANNOUNCED_PER_UNIT = 600;

    private static final int SEARCH = 10;
    private static final int CHAT_UPDATE = 20;
    private static final int RENAMING = 20;
    private static final int BLOCK = 10;
    private static final int UNITS_PER_MILLISECOND = 10;

    /** Bytes of a table that are searched for one unit, some 400 users: a tenth of a millisecond. */
    private static final int SEARCHED_BYTES_PER_UNIT = 1 << 16;

    private Prices() {}

    /** The price of entering, leaving or naming so many chats or users. */
    public static int ids(int count) {
        return count / IDS_PER_UNIT;
    }

    /** The price of creating a chat with so many members: nothing for ten, most of a full budget for a thousand. */
    public static int newChat(int members) {
        return members * members / ANNOUNCED_PER_UNIT;
    }

    /** The price of changing a chat itself, which takes a transaction of its own, with so many users named. */
    public static int chatUpdate(int named) {
        return CHAT_UPDATE + ids(named) + newChat(named);
    }

    /** The price of reading so many messages. */
    public static int messages(int count) {
        return count / MESSAGES_PER_UNIT;
    }

    /** The price of a page of a list of so many entries. */
    public static int list(long total) {
        return (int) (total / SORTED_PER_UNIT);
    }

    /**
     * The price of chats that show so many members in total, of a change whose message shows so many reactions, or of telling so
     * many users something.
     */
    public static int people(int shown) {
        return shown / PEOPLE_PER_UNIT;
    }

    /** The price of another nickname; whoever is told of it costs as in {@link #people}. */
    public static int renaming() {
        return RENAMING;
    }

    /** The price of blocking a user or not any more: each node reads their blocks again. */
    public static int block() {
        return BLOCK;
    }

    /**
     * The price of a search. It is known only afterwards: a rare word is found at once, while for two letters all users
     * may have to be read. By this price, one user's searches keep a processor of the database busy for at most 5% of
     * the time. A search that is slow because the database is overloaded costs no more than reading the whole table
     * would.
     *
     * @param duration how long the database took
     * @param bytes the size of the table that was searched
     */
    public static int search(Duration duration, long bytes) {
        return SEARCH + (int) Math.min(duration.toMillis() * UNITS_PER_MILLISECOND, bytes / SEARCHED_BYTES_PER_UNIT);
    }
}
