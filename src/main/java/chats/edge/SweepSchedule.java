package chats.edge;

/**
 * Decides when the connections are checked: in regular intervals, at once when many more are open than at the last
 * check, and in each round while there are many unknown ones. So a flood of new connections is closed early, and so are
 * unknown connections whose heads all grow at the same time. While there are few unknown connections, it costs little.
 * Not thread-safe.
 */
final class SweepSchedule {
    private final ConnectionSweep sweep;
    private final int many;
    private final int mostSkipped;
    private int lastOpen;
    private int unknown;
    private int skipped;

    /**
     * @param many the number of new connections, or of unknown ones, from which on the connections are checked at once
     * @param mostSkipped after so many rounds the connections are checked in any case
     */
    SweepSchedule(ConnectionSweep sweep, int many, int mostSkipped) {
        this.sweep = sweep;
        this.many = many;
        this.mostSkipped = mostSkipped;
    }

    /** To be called in each round. Most calls only compare numbers. */
    void look(TransportConnections all) {
        int open = all.count();
        if (++skipped < mostSkipped && open - lastOpen < many && unknown < many) {
            lastOpen = Math.min(lastOpen, open);
            return;
        }
        skipped = 0;
        unknown = sweep.sweep(all.open(), System.nanoTime());
        lastOpen = all.count();
    }
}
