package chats.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.ServerUnderTest;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Several tabs of one browser are one login: they take turns and share what they get. */
@Order(3)
@ResourceLock(ServerUnderTest.HASHES)
class TabsIT extends PageStory {
    private static final String SESSION =
            "(await import(performance.getEntriesByType('resource').find(e => e.name.endsWith('/session/session.js')).name))";

    TabsIT(Stage stage) {
        super(stage);
    }

    @Test
    void tabsThatNeedATokenAtOnceAskForOneAndShareIt() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        List<String> refreshes = new ArrayList<>();
        alice.profile().onRequest((Request request) -> {
            if (request.url().endsWith("/auth/refresh")) {
                refreshes.add(request.url());
            }
        });
        List<Page> tabs = List.of(alice.page(), alice.newTab(), alice.newTab());
        for (Page tab : tabs) {
            tab.navigate(stage.server().http("/").toString());
            assertThat(tab.locator(".connection[data-state=live]")).hasCount(1);
        }
        assertEquals(1, refreshes.size(), "the first tab was reloaded alone; the others asked it");

        refreshes.clear();
        for (Page tab : tabs) {
            tab.evaluate("async () => { window.renewed = " + SESSION + ".renew().then(pass => pass.token); }");
        }
        Set<String> tokens = new TreeSet<>();
        for (Page tab : tabs) {
            tokens.add((String) tab.evaluate("() => window.renewed"));
        }
        assertEquals(1, tokens.size(), "all have the same token");
        assertEquals(1, refreshes.size(), "which one of them asked for");
    }

    @Test
    void whoSignsOutInOneTabIsOutInAllAndWhoSignsInIsInInAll() {
        Visitor alice = visitor("Alice", Screen.WIDE).signsUp();
        Page other = alice.newTab();
        other.navigate(stage.server().http("/").toString());
        assertThat(other.locator(".connection[data-state=live]")).hasCount(1);
        alice.button("Sign out").click();
        for (Page tab : List.of(alice.page(), other)) {
            assertThat(tab.getByLabel("Email")).isVisible();
        }
        assertEquals(List.of(), alice.profile().cookies());
        alice.signsIn();
        assertThat(other.locator(".connection[data-state=live]")).hasCount(1);
    }

    @Test
    void whoClicksTwiceToSignOutIsNotToldThatSomebodyElseDidIt() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        List<String> asked = new ArrayList<>();
        alice.page().onRequest(request -> asked.add(request.url()));
        alice.button("Sign out").dblclick();
        assertThat(alice.page().getByLabel("Email")).isVisible();
        assertThat(alice.page().locator(".notice")).isHidden();
        assertEquals(
                1, asked.stream().filter(url -> url.endsWith("/auth/logout")).count());
        assertEquals(
                0, asked.stream().filter(url -> url.endsWith("/auth/refresh")).count());
    }

    @Test
    void aSocketThatIsClosedBeforeTheSignOutIsAnsweredChangesNothing() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        List<String> renewed = new ArrayList<>();
        alice.page().onRequest(request -> renewed.add(request.url()));
        List<Route> held = new ArrayList<>();
        alice.page().route("**/auth/logout", held::add);
        alice.button("Sign out").click();
        alice.page().waitForCondition(() -> !held.isEmpty());
        APIResponse answer = held.get(0).fetch();
        assertThat(alice.page().locator(".connection[data-state=live]")).hasCount(0);
        held.get(0).fulfill(new Route.FulfillOptions().setResponse(answer));
        assertThat(alice.page().getByLabel("Email")).isVisible();
        assertThat(alice.page().locator(".notice")).isHidden();
        assertEquals(
                0, renewed.stream().filter(url -> url.endsWith("/auth/refresh")).count());
    }

    @Test
    void noScriptCanReadWhatKeepsALoginAlive() {
        Visitor alice = visitor("Alice", Screen.WIDE).signsUp();
        List<Cookie> cookies = alice.profile().cookies();
        assertEquals(1, cookies.size());
        assertTrue(cookies.get(0).httpOnly);
        assertEquals("/auth", cookies.get(0).path);
        assertEquals(
                "",
                alice.page()
                        .evaluate("() => document.cookie + Object.entries({...localStorage, ...sessionStorage})"
                                + ".filter(([name, value]) => /token|eyJ/i.test(name + value)).join()"));
        alice.page().reload();
        alice.isIn();
    }
}
