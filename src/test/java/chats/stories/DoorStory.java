package chats.stories;

import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A story that is the same through every socket door. It is told through two of them, and through each by {@code mvn verify -Plong}.
 */
@ParameterizedClass
@MethodSource("chats.stories.Door#told")
abstract class DoorStory extends Story {
    @Parameter
    Door door;

    @Override
    Door door() {
        return door;
    }
}
