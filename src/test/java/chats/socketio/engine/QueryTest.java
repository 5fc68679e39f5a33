package chats.socketio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class QueryTest {

    @Test
    void parametersAreDecoded() {
        assertEquals(
                Map.of("EIO", "4", "transport", "polling", "a b", "ä&="),
                Query.parse("EIO=4&transport=polling&a%20b=%C3%A4%26%3D"));
    }

    @Test
    void theLastOfSeveralCounts() {
        assertEquals(Map.of("a", "2"), Query.parse("a=1&a=2"));
    }

    @Property
    void anythingCanBeParsed(@ForAll String query) {
        Query.parse(query).forEach((name, value) -> assertFalse(name.isEmpty() && value.isEmpty(), query));
    }

    @Test
    void oddQueriesAreTakenAsTheyStand() {
        assertEquals(Map.of(), Query.parse(null));
        assertEquals(Map.of("a", "", "b", "%zz"), Query.parse("&a&=x&b=%zz&"));
    }
}
