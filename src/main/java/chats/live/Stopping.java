package chats.live;

import jakarta.enterprise.context.ApplicationScoped;

/** Whether this node is about to go: it serves those who are here until they have left, and wants nobody new. */
@ApplicationScoped
public class Stopping {
    private volatile boolean begun;

    public boolean hasBegun() {
        return begun;
    }

    void begin() {
        begun = true;
    }
}
