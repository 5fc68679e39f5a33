package chats.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.checker.fault.Fault;
import chats.checker.history.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault once, in its shortest form, while one crowd talks; after each, all that it ever said and heard is judged. */
@DisplayName("Nothing is lost, doubled or out of order")
@Order(1)
class FaultsIT {
    private static final int DEVICES = 6;
    private static final int MESSAGES_PER_SECOND = 5;
    private static final long SEED = 4;

    private static Site site;
    private static Crowd crowd;
    private static final List<String> known = new ArrayList<>();

    @BeforeAll
    static void gather() throws IOException {
        site = Site.open();
        crowd = Crowd.gather(site, DEVICES, MESSAGES_PER_SECOND, SEED);
    }

    @AfterAll
    static void part() throws IOException {
        crowd.close();
        site.close();
    }

    static Stream<Named<Fault>> faults() {
        return Fault.all().stream().map(fault -> Named.of(fault.name(), fault));
    }

    @ParameterizedTest(name = "after {0}")
    @MethodSource("faults")
    void everyAcknowledgedMessageIsHeardOnceInOrderByAll(Fault fault) throws Exception {
        crowd.talk();
        fault.strike(site, crowd, fault.shortest(), new Random(SEED));
        Verdict verdict = crowd.judge();
        List<String> bugs = new ArrayList<>(site.bugs());
        bugs.removeAll(known);
        known.addAll(bugs);
        assertTrue(verdict.counts().acknowledged() > 0, "something was said");
        assertTrue(verdict.isFlawless(), () -> verdict + crowd.circumstances());
        assertEquals(List.of(), bugs, "in the server's log");
    }
}
