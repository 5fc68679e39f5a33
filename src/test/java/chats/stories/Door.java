package chats.stories;

import chats.run.RunningServer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A way into Chats for sockets. The stories of {@link DoorStory} are told through each of them. */
interface Door {
    /**
     * Opens a connection.
     *
     * @throws DoorClosed if the token is refused
     */
    Transport open(RunningServer server, String token, Consumer<Frame> listener);

    static Stream<Door> all() {
        return Stream.of(new PlainDoor());
    }
}
