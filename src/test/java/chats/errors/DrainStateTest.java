package chats.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Field;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DrainStateTest {
    @AfterEach
    void goOn() throws ReflectiveOperationException {
        Field begun = DrainState.class.getDeclaredField("begun");
        begun.setAccessible(true);
        begun.setBoolean(null, false);
    }

    @Test
    void whatFailsWhileTheServerGoesMaySucceedElsewhere() {
        assertEquals(ErrorCode.INTERNAL, DrainState.unexpected());
        assertEquals(ErrorCode.INTERNAL, ErrorCode.ofStatus(500));
        DrainState.begin();
        assertEquals(ErrorCode.UNAVAILABLE, DrainState.unexpected());
        assertEquals(ErrorCode.UNAVAILABLE, ErrorCode.ofStatus(500));
    }
}
