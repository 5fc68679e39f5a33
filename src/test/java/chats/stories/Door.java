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

    /** What it says to whom it does not let in, for an error of that code. */
    String refusal(String code);

    static Stream<Door> all() {
        return Stream.of(
                new PlainDoor(),
                new JavaDoor(),
                JavaScriptDoor.BY_DEFAULT,
                JavaScriptDoor.POLLING,
                JavaScriptDoor.WEBSOCKET);
    }
}
