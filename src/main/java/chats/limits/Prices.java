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

    /** A new chat is shown to each of its members, with all of them in it; so many people shown are one. */
    private static final int ANNOUNCED = 500;

    private static final int OF_A_SEARCH = 10;
    private static final int OF_A_MILLISECOND = 10;
    private static final long LONGEST_SEARCH = 60_000;

    private Prices() {}

    /** Of entering, leaving or naming so many chats or users. */
    public static int ids(int count) {
        return count / IDS;
    }

    /** Of a chat of so many members: next to nothing for ten, a full budget for a thousand. */
    public static int newChat(int members) {
        return members / IDS + members * members / ANNOUNCED;
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
     * everybody. So one user's searches keep a processor of the database busy for 5% of the time, whatever is searched for.
     */
    public static int search(Duration worked) {
        return OF_A_SEARCH + OF_A_MILLISECOND * (int) Math.min(worked.toMillis(), LONGEST_SEARCH);
    }
}
