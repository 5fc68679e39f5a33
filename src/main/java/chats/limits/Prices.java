package chats.limits;

import java.time.Duration;

/**
 * What events and REST calls cost besides the one that each of them is, in the unit of {@link RateLimits}: a call that costs nothing
 * else. By default a user has 500 of them each second, and 2,000 at once.
 */
public final class Prices {
    /** So many ids are looked up for one. */
    private static final int IDS = 10;

    /** So many messages are read for one. */
    private static final int MESSAGES = 25;

    /** So many chats or pairs of a list are put into their order for one. */
    private static final int SORTED = 50;

    /** So many people are shown as members of chats for one: some 7 KB. */
    private static final int PEOPLE = 100;

    /** So many people are shown to one another for one: a new chat is announced to each member with all of them in it. */
    private static final int ANNOUNCED = 600;

    private static final int OF_A_SEARCH = 10;
    private static final int OF_A_MILLISECOND = 10;

    /** So many bytes of a table are looked at for one, some 400 users: a tenth of a millisecond. */
    private static final int BYTES = 1 << 16;

    private Prices() {}

    /** Of entering, leaving or naming so many chats or users. */
    public static int ids(int count) {
        return count / IDS;
    }

    /** Of making a chat of so many members: nothing for ten, most of a full budget for a thousand. */
    public static int newChat(int members) {
        return members * members / ANNOUNCED;
    }

    /** Of a part of a history. */
    public static int messages(int count) {
        return count / MESSAGES;
    }

    /** Of a page of a list of so many entries. */
    public static int list(long total) {
        return (int) (total / SORTED);
    }

    /** Of chats that have so many members together. */
    public static int people(int shown) {
        return shown / PEOPLE;
    }

    /**
     * Of a search. What it costs is known afterwards alone: a rare word is found at once, while two letters may mean to look at
     * everybody. So one user's searches keep a processor of the database busy for 5% of the time, whatever is searched for. A
     * database that stands still for other reasons is not the searcher's fault: a search costs at most what it would to look at all.
     *
     * @param worked how long the database took
     * @param bytes of the table that was searched
     */
    public static int search(Duration worked, long bytes) {
        return OF_A_SEARCH + (int) Math.min(worked.toMillis() * OF_A_MILLISECOND, bytes / BYTES);
    }
}
