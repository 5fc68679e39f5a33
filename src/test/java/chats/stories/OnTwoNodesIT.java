package chats.stories;

import chats.run.RunningServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The same stories, with each next person or socket at the other one of two nodes. */
class OnTwoNodesIT {
    @Nested
    @ExtendWith(Nodes.Shared.class)
    @ResourceLock(value = Nodes.LOCK, mode = ResourceAccessMode.READ)
    class Rooms extends RoomsIT {
        private Nodes nodes;

        @BeforeEach
        void enter(Nodes shared) {
            nodes = shared.inTurn();
        }

        @Override
        RunningServer server() {
            return nodes.next();
        }

        @Override
        IdentityProvider provider() {
            return nodes.provider();
        }
    }

    @Nested
    @ExtendWith(Nodes.Shared.class)
    @ResourceLock(value = Nodes.LOCK, mode = ResourceAccessMode.READ)
    class Whispers extends WhispersIT {
        private Nodes nodes;

        @BeforeEach
        void enter(Nodes shared) {
            nodes = shared.inTurn();
        }

        @Override
        RunningServer server() {
            return nodes.next();
        }

        @Override
        IdentityProvider provider() {
            return nodes.provider();
        }
    }

    @Nested
    @ExtendWith(Nodes.Shared.class)
    @ResourceLock(value = Nodes.LOCK, mode = ResourceAccessMode.READ)
    class NewChats extends NewChatsIT {
        private Nodes nodes;

        @BeforeEach
        void enter(Nodes shared) {
            nodes = shared.inTurn();
        }

        @Override
        RunningServer server() {
            return nodes.next();
        }

        @Override
        IdentityProvider provider() {
            return nodes.provider();
        }
    }
}
