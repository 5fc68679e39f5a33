package chats.stories;

import chats.run.RunningServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same stories, with each next person or socket at the other one of two nodes. */
class OnTwoNodesIT {
    @Nested
    @ExtendWith(Nodes.Shared.class)
    class Rooms extends RoomsIT {
        private Nodes nodes;

        @BeforeEach
        void enter(Nodes shared) {
            nodes = shared;
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
    class Whispers extends WhispersIT {
        private Nodes nodes;

        @BeforeEach
        void enter(Nodes shared) {
            nodes = shared;
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
    class NewChats extends NewChatsIT {
        private Nodes nodes;

        @BeforeEach
        void enter(Nodes shared) {
            nodes = shared;
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
