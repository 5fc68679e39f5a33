package chats.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Field;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoppingTest {
    @AfterEach
    void goOn() throws ReflectiveOperationException {
        Field begun = Stopping.class.getDeclaredField("begun");
        begun.setAccessible(true);
        begun.setBoolean(null, false);
    }

    @Test
    void whatFailsWhileTheServerGoesMaySucceedElsewhere() {
        assertEquals(ErrorCode.INTERNAL, Stopping.unexpected());
        assertEquals(ErrorCode.INTERNAL, ErrorCode.ofStatus(500));
        Stopping.begin();
        assertEquals(ErrorCode.UNAVAILABLE, Stopping.unexpected());
        assertEquals(ErrorCode.UNAVAILABLE, ErrorCode.ofStatus(500));
    }
}
