package chats.stories;

import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A story in which every client has a part of its own, such as what it hears again when it comes back: told through every door. */
@ParameterizedClass
@MethodSource("chats.stories.Door#all")
abstract class EveryDoorStory extends Story {
    @Parameter
    Door door;

    @Override
    Door door() {
        return door;
    }
}
