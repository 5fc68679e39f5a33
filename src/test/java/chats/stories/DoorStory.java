package chats.stories;

import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A story that is the same through every socket door, and is told through each. */
@ParameterizedClass
@MethodSource("chats.stories.Door#all")
abstract class DoorStory extends Story {
    @Parameter
    Door door;

    @Override
    Door door() {
        return door;
    }
}
