package chats.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the browser of these tests was started. */
class ChromiumIT extends PageStory {
    ChromiumIT(Stage stage) {
        super(stage);
    }

    /** The lists are the driver's and ours, of which Chromium heeds the last, ours, alone. */
    @Test
    void whatItsDriverSwitchesOffIsOff() {
        assertTrue(stage.chromium().browser().isConnected());
        List<Set<String>> lists = browser()
                .filter(argument -> argument.startsWith(Chromium.DISABLED_FEATURES))
                .map(argument -> Set.of(
                        argument.substring(Chromium.DISABLED_FEATURES.length()).split(",")))
                .toList();

        assertTrue(lists.size() > 1, "the driver's list and ours");
        assertEquals(
                List.of(),
                lists.stream()
                        .flatMap(Set::stream)
                        .filter(feature -> !lists.get(lists.size() - 1).contains(feature))
                        .toList());
    }

    /** The arguments of its first process. */
    private static Stream<String> browser() {
        return ProcessHandle.current()
                .descendants()
                .flatMap(process -> process.info().arguments().stream())
                .map(List::of)
                .filter(arguments -> arguments.contains("--remote-debugging-pipe"))
                .findFirst()
                .orElseThrow()
                .stream();
    }
}
