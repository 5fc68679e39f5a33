package chats.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.ServerUnderTest;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Sizes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the first look at the page costs. */
@ResourceLock(ServerUnderTest.HASHES)
class FirstViewIT extends PageStory {
    private static final int BUDGET = 95_000;

    FirstViewIT(Stage stage) {
        super(stage);
    }

    @Test
    void theFirstViewIsSmallAndComesFromHereAlone() throws IOException {
        Visitor alice = visitor("Alice", Screen.WIDE);
        List<Request> requests = new ArrayList<>();
        alice.page().onRequestFinished(requests::add);
        alice.goesToThePage();
        assertThat(alice.page().getByLabel("Email")).isVisible();
        assertEquals(List.of(), notPreloaded(alice.page()));
        String entrance = figures("a stranger's first view", requests, alice.page());

        alice.signsUp();
        assertThat(alice.page().getByText("No chats yet")).isVisible();
        long all = bytes(requests);
        assertTrue(all < BUDGET, all + " bytes with signing up and an empty list");
        for (Request request : List.copyOf(requests)) {
            assertEquals(stage.server().port(), URI.create(request.url()).getPort(), request.url());
        }

        requests.clear();
        alice.page().reload();
        alice.isIn();
        assertEquals(
                List.of(),
                alice.page()
                        .evaluate("() => performance.getEntriesByType('resource')"
                                + ".filter(e => e.name.includes('/assets/') && e.transferSize > 0).map(e => e.name)"),
                "what never changes is not asked for again");
        Files.createDirectories(Stage.results());
        Files.writeString(
                Stage.results().resolve("first-view.txt"),
                entrance + figures("signed in and come again", requests, alice.page()));
    }

    /** What there is to know of the first view; times depend on the machine, so they are kept and not judged. */
    private static String figures(String what, List<Request> requests, Page page) {
        Object usable = page.waitForFunction(
                        "() => performance.getEntriesByName('usable').map(e => Math.round(e.startTime)).at(-1)")
                .jsonValue();
        return "%s: %d requests, %d bytes over the wire, usable after %s ms%n"
                .formatted(what, requests.size(), bytes(requests), usable);
    }

    private static long bytes(List<Request> requests) {
        long sum = 0;
        for (Request request : List.copyOf(requests)) {
            Response response = request.response();
            Sizes sizes = request.sizes();
            sum += response == null ? 0 : sizes.responseBodySize + sizes.responseHeadersSize;
        }
        return sum;
    }

    /** Every module is named in the page, so that the browser need not find one after the other. */
    private static Object notPreloaded(Page page) {
        return page.evaluate("() => { const named = new Set([...document.querySelectorAll('link[rel=modulepreload]')]"
                + ".map(e => e.href).concat(document.querySelector('script').src));"
                + " const used = performance.getEntriesByType('resource').map(e => e.name).filter(e => e.endsWith('.js'));"
                + " return used.filter(e => !named.has(e)).concat([...named].filter(e => !used.includes(e))); }");
    }
}
