package chats.edge;

import java.util.concurrent.CompletionStage;

/** What the edge tells of this node where the container's own checks are not to be seen. */
public interface NodeHealth {
    /** Whether all checks are up; known in a while, and never by waiting on the thread that asks. */
    CompletionStage<Boolean> isUp();
}
