package chats.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A real browser's own WebSocket at the plain door. */
class BrowserSocketIT extends PageStory {
    private static final String OPEN = """
            protocols => new Promise(settled => {
                const socket = new WebSocket(`ws://${location.host}/chats`, protocols)
                socket.onopen = () => socket.send('{"event":"enter_chat","id":"1","data":{"chatIds":[0]}}')
                socket.onmessage = message => settled(`${socket.protocol} ${JSON.parse(message.data).event}`)
                socket.onclose = () => settled('closed')
            })
            """;

    BrowserSocketIT(Stage stage) {
        super(stage);
    }

    @Test
    void itComesInByItsTokenAsASubprotocol() {
        String token = friend("alice").token();
        Page page = stage.chromium().browser().newPage();
        try {
            page.navigate(stage.server().http("/").toString());
            assertEquals("chats.v1 exception", page.evaluate(OPEN, List.of("chats.v1", "bearer." + token)));
            assertEquals("closed", page.evaluate(OPEN, List.of("chats.v1", "bearer.x" + token)));
            assertEquals("closed", page.evaluate(OPEN, List.of("bearer." + token)));
            assertEquals("closed", page.evaluate(OPEN, List.of()));
        } finally {
            page.close();
        }
    }
}
