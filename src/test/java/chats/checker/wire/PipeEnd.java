package chats.checker.wire;

/** The end of a pipe, which comes once; its listener is told without a lock. */
final class PipeEnd {
    private final Pipe.Listener listener;
    private boolean reached;

    PipeEnd(Pipe.Listener listener) {
        this.listener = listener;
    }

    synchronized boolean isReached() {
        return reached;
    }

    void reach(String why) {
        synchronized (this) {
            if (reached) {
                return;
            }
            reached = true;
        }
        listener.broken(why);
    }
}
