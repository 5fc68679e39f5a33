package chats.stories;

import chats.run.RunningServer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A way into Chats for sockets, see {@link DoorStory} and {@link EveryDoorStory}. */
interface Door {
    /**
     * Opens a connection.
     *
     * @throws DoorClosed if the token is refused
     */
    Transport open(RunningServer server, String token, Consumer<Frame> listener);

    /** What it says to whom it does not let in, for an error of that code. */
    String refusal(String code);

    /** One for each protocol, or all of them. */
    static Stream<Door> told() {
        return Boolean.getBoolean("tests.long") ? all() : Stream.of(new PlainDoor(), new JavaDoor());
    }

    static Stream<Door> all() {
        return Stream.of(
                new PlainDoor(),
                new JavaDoor(),
                JavaScriptDoor.BY_DEFAULT,
                JavaScriptDoor.POLLING,
                JavaScriptDoor.WEBSOCKET);
    }
}
