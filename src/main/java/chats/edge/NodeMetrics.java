package chats.edge;

/** The metrics of this node, where there are any. */
public interface NodeMetrics {
    /** What brings {@code /metrics} up to date. It is quick, and any thread runs it. */
    Runnable update();
}
