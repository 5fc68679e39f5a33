package chats.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Names and messages of people who mean harm are text and nothing else. */
class HostileIT extends PageStory {
    private static final String RIGHT_TO_LEFT = "\u202e";
    private static final List<String> MESSAGES = List.of(
            "<script>window.harmed = 1</script>",
            "<img src=x onerror=\"window.harmed = 2\"><svg onload='window.harmed = 3'>",
            "javascript:window.harmed=4 and data:text/html,<script>window.harmed=5</script>",
            "[click](javascript:window.harmed=6) https://example.org/\"onmouseover=\"window.harmed=7",
            "look: https://example.org/" + RIGHT_TO_LEFT + "gpj.exe",
            RIGHT_TO_LEFT + "everything from here on",
            "\u2066".repeat(200) + "\u0336".repeat(200),
            "W".repeat(4_000),
            "😀".repeat(4_000),
            "{{constructor.constructor('window.harmed = 8')()}} ${window.harmed = 9} %3Cscript%3E `<b>` ```<i>```");

    HostileIT(Stage stage) {
        super(stage);
    }

    @Test
    void doNothing() {
        String unique = UUID.randomUUID().toString().substring(0, 12);
        Friend scripted = friendCalled("<script>harmed=10</script>" + unique);
        Friend imaged = friendCalled("\"><img src=x onerror=harmed=11>" + unique);
        // whom nobody can register as
        Friend turned = friendCalled(RIGHT_TO_LEFT + "nimda " + unique);
        Visitor alice = newcomer("Alice", Screen.PHONE);
        long id = scripted.idOf(alice.nickname());
        long chat = scripted.startsChat("<b onclick=harmed=12>" + RIGHT_TO_LEFT + unique, id, imaged.id(), turned.id());
        scripted.says(chat, "first");
        for (Friend each : List.of(imaged, turned)) {
            each.whispers(id, MESSAGES.get(1));
        }
        alice.row(unique).click();
        MESSAGES.forEach(message -> scripted.says(chat, message));
        turned.says(chat, "mine");
        assertThat(alice.lastMessage()).hasText("mine");

        assertEquals(MESSAGES.get(0), alice.messages().nth(1).textContent());
        assertEquals(List.of("https://example.org/", "https://example.org/"), links(alice.page()));
        assertEquals(
                0,
                alice.page()
                        .locator(".rows")
                        .locator("script, img, svg, iframe, b, i")
                        .count());
        assertNoHarm(alice.page());
        scripted.names(chat, "</h1><b onclick=harmed=13>" + RIGHT_TO_LEFT + unique);
        scripted.removes(chat, imaged.id()).adds(chat, imaged.id());
        assertThat(alice.happened()).hasCount(3);
        assertEquals(
                0,
                alice.page().locator("h1, .happened").locator("script, img, b").count());
        assertNoHarm(alice.page());
        alice.looksAtMembers();
        assertThat(alice.page().locator(".member-list li")).hasCount(4);
        assertFalse(alice.page().locator(".shell").textContent().contains(RIGHT_TO_LEFT + "nimda"));
        assertNoHarm(alice.page());
        alice.page().keyboard().press("Escape");
        alice.page().locator(".back").click();
        alice.shows("Whispers");
        assertThat(alice.row(unique)).hasCount(2);
        alice.finds();
        alice.page().getByLabel("Search by nickname").fill(unique);
        assertThat(alice.page().locator(".results li")).hasCount(3);
        assertNoHarm(alice.page());
    }

    private Friend friendCalled(String nickname) {
        return friend(Account.exactly(nickname));
    }

    private static List<String> links(Page page) {
        return page.locator(".rows a").evaluateAll("all => all.map(a => a.href)") instanceof List<?> all
                ? all.stream().map(Object::toString).toList()
                : List.of();
    }

    /** Nothing ran, and nothing sticks out. */
    private static void assertNoHarm(Page page) {
        assertEquals(true, page.evaluate("() => window.harmed === undefined"));
        assertEquals(
                true,
                page.evaluate(
                        "() => [document.documentElement, ...document.querySelectorAll('.scroller, .list-scroller')]"
                                + ".every(e => e.scrollWidth <= e.clientWidth)"),
                "no wider than the screen");
    }
}
