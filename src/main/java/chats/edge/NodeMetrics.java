package chats.edge;

/** The metrics of this node. The bean is missing if there are none. */
public interface NodeMetrics {
    /** Returns code that updates the values of {@code /metrics}. It is fast, and any thread may run it. */
    Runnable update();
}
