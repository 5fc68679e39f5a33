package chats.edge;

import java.util.concurrent.CompletionStage;

/** The health of this node, for the public port when the container's own checks are only on the management port. */
public interface NodeHealth {
    /** Whether all checks are up. Does not block; the stage is completed later. */
    CompletionStage<Boolean> isUp();
}
