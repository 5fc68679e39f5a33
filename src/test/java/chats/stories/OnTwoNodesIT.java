package chats.stories;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The same stories, with each next person or socket at the other one of two nodes. */
@Order(3)
class OnTwoNodesIT {
    @ExtendWith(Nodes.Shared.class)
    @ResourceLock(value = Nodes.LOCK, mode = ResourceAccessMode.READ)
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @interface BesideOthers {}

    @Nested
    @BesideOthers
    class Rooms extends RoomsIT {
        @BeforeEach
        void enter(Nodes shared) {
            playsOn(shared.inTurn());
        }
    }

    @Nested
    @BesideOthers
    class Whispers extends WhispersIT {
        @BeforeEach
        void enter(Nodes shared) {
            playsOn(shared.inTurn());
        }
    }

    @Nested
    @BesideOthers
    class TypingThere extends TypingIT {
        @BeforeEach
        void enter(Nodes shared) {
            playsOn(shared.inTurn());
        }
    }

    @Nested
    @BesideOthers
    class BeingThere extends PresenceIT {
        @BeforeEach
        void enter(Nodes shared) {
            playsOn(shared.inTurn());
        }
    }

    @Nested
    @BesideOthers
    class ReadingThere extends ReadingIT {
        @BeforeEach
        void enter(Nodes shared) {
            playsOn(shared.inTurn());
        }
    }

    @Nested
    @BesideOthers
    class Blocking extends BlocksIT {
        /** As they meet before each test. */
        Blocking(Nodes shared) {
            playsOn(shared.inTurn());
        }
    }

    @Nested
    @BesideOthers
    class PreferencesThere extends PreferencesIT {
        @BeforeEach
        void enter(Nodes shared) {
            playsOn(shared.inTurn());
        }
    }

    @Nested
    @BesideOthers
    class Hiding extends HiddenPresenceIT {
        /** As they meet before each test. */
        Hiding(Nodes shared) {
            playsOn(shared.inTurn());
        }
    }

    @Nested
    @BesideOthers
    class ReplayedChanges extends ReplayedChangesIT {
        /** As the talk begins before each test. */
        ReplayedChanges(Nodes shared) {
            playsOn(shared.inTurn());
        }
    }

    @Nested
    @BesideOthers
    class ReplayAmongChanges extends ReplayAmongChangesIT {
        @BeforeEach
        void enter(Nodes shared) {
            playsOn(shared.inTurn());
        }
    }

    @Nested
    @BesideOthers
    class NewChats extends NewChatsIT {
        @BeforeEach
        void enter(Nodes shared) {
            playsOn(shared.inTurn());
        }
    }
}
