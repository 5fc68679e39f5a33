package chats.edge;

/**
 * Says when the connections are looked at: now and then, and as soon as many more are open than the last time. A flood of new ones is cut down
 * before it takes much, and nothing is looked at all the time where nothing happens. Not for several threads.
 */
final class Sweeping {
    private final ConnectionSweep sweep;
    private final int most;
    private final int mostWaits;
    private int left;
    private int waits;

    /**
     * @param most connections more than the last time that are waited for
     * @param mostWaits times that nothing is looked at, one after the other
     */
    Sweeping(ConnectionSweep sweep, int most, int mostWaits) {
        this.sweep = sweep;
        this.most = most;
        this.mostWaits = mostWaits;
    }

    /** To be called again and again; costs nothing most of the time. */
    void look(TransportConnections all) {
        int open = all.count();
        if (++waits < mostWaits && open - left < most) {
            left = Math.min(left, open);
            return;
        }
        waits = 0;
        sweep.sweep(all.open(), System.nanoTime());
        left = all.count();
    }
}
