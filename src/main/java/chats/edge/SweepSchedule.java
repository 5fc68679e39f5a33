package chats.edge;

/**
 * Says when the connections are looked at: now and then, as soon as many more are open than the last time, and always while strangers have many. A
 * flood of new ones is cut down before it takes much, and heads that grow at once on all of them are seen. Where there are few strangers, little is done.
 * Not for several threads.
 */
final class SweepSchedule {
    private final ConnectionSweep sweep;
    private final int many;
    private final int mostWaits;
    private int left;
    private int strangers;
    private int waits;

    /**
     * @param many connections, more than the last time or of strangers, that are looked at at once
     * @param mostWaits times that nothing is looked at, one after the other
     */
    SweepSchedule(ConnectionSweep sweep, int many, int mostWaits) {
        this.sweep = sweep;
        this.many = many;
        this.mostWaits = mostWaits;
    }

    /** To be called again and again; costs nothing most of the time. */
    void look(TransportConnections all) {
        int open = all.count();
        if (++waits < mostWaits && open - left < many && strangers < many) {
            left = Math.min(left, open);
            return;
        }
        waits = 0;
        strangers = sweep.sweep(all.open(), System.nanoTime());
        left = all.count();
    }
}
