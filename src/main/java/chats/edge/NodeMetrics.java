package chats.edge;

/** The metrics of this node, where there are any. */
public interface NodeMetrics {
    /** Brings up to date what {@code /metrics} shows; quick, and run by any thread before each answer. */
    Runnable update();
}
