package chats.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.run.ServerUnderTest;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Everybody can use the page: by axe-core's rules for WCAG 2.2 AA and its best practices, by keyboard, and by ear. */
@Order(3)
@ResourceLock(ServerUnderTest.HASHES)
class AccessibilityIT extends PageStory {
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private static final String AXE = axe();

    AccessibilityIT(Stage stage) {
        super(stage);
    }

    @Test
    void axeFindsNothing() {
        Friend carol = friend("Carol");
        Visitor alice = visitor("Alice", Screen.WIDE);
        alice.goesToThePage();
        check(alice.page(), "signing in");
        alice.button("Create account").click();
        alice.button("Create account").click();
        assertThat(alice.page().locator(".error").first()).not().isEmpty();
        check(alice.page(), "signing up, refused");
        alice.signsUp();
        assertThat(alice.page().getByText("No chats yet")).isVisible();
        check(alice.page(), "nothing yet");
        long chat = carol.startsChat(null, carol.idOf(alice.nickname()));
        carol.says(chat, "Look: https://example.org and `code`").whispers(carol.idOf(alice.nickname()), "psst");
        alice.opens(carol.nickname()).says("Nice");
        assertThat(alice.page().locator("[data-state=sent]")).hasCount(1);
        check(alice.page(), "a chat");
        carol.edits(chat, 1, "Look again: https://example.org")
                .reacts(chat, 1, "👍")
                .says(chat, "gone")
                .deletes(chat, 3);
        assertThat(alice.page().locator(".message .deleted")).isVisible();
        alice.does("React with 👍", "Look again");
        assertThat(alice.page().locator(".reaction[aria-pressed=true]")).isVisible();
        alice.message("Nice").locator(".more").click();
        check(alice.page(), "what can be done with a message that was changed");
        alice.page().locator(".actions").getByText("Delete").click();
        check(alice.page(), "deleting");
        alice.button("Cancel").click();
        alice.does("Edit", "Nice");
        check(alice.page(), "editing");
        alice.page().keyboard().press("Escape");
        carol.adds(chat, friend("Dave").id());
        assertThat(alice.happened()).hasCount(1);
        check(alice.page(), "what happened to the chat");
        Locator members = alice.looksAtMembers();
        check(alice.page(), "its members");
        carol.removes(chat, carol.id());
        members.getByRole(AriaRole.BUTTON).getByText("Remove").click();
        members.getByText("Leave chat").click();
        members.getByLabel("Add people").fill("Dave");
        assertThat(members.locator(".results li").first()).isVisible();
        check(alice.page(), "changing its members");
        alice.button("Close").click();
        alice.shows("Whispers").opens(carol.nickname());
        assertThat(alice.messages()).hasCount(1);
        check(alice.page(), "a whisper");
        alice.finds(carol.nickname());
        check(alice.page(), "finding people");
        alice.page().keyboard().press("Escape");
        alice.page().setViewportSize(390, 844);
        check(alice.page(), "a whisper on a phone");
        alice.page().locator(".back").click();
        check(alice.page(), "the list on a phone");
        alice.page().navigate(stage.server().http("/#/chat/999999").toString());
        assertThat(alice.page().getByText("This conversation is not there")).isVisible();
        check(alice.page(), "nothing there");
    }

    @Test
    void theKeyboardAloneIsEnough() {
        Visitor bob = newcomer("Bob", Screen.WIDE);
        Visitor alice = visitor("Alice", Screen.WIDE);
        Page page = alice.goesToThePage().page();
        alice.button("Create account").focus();
        page.keyboard().press("Enter");
        type(page, "keys-" + System.nanoTime() + "@example.org");
        page.keyboard().press("Tab");
        type(page, alice.nickname());
        page.keyboard().press("Tab");
        type(page, "correct horse battery");
        page.keyboard().press("Enter");
        alice.isIn();
        page.keyboard().press("Control+k");
        assertThat(page.getByLabel("Search by nickname")).isFocused();
        type(page, bob.nickname());
        assertThat(page.locator(".results li")).hasCount(1);
        page.keyboard().press("Tab");
        page.keyboard().press("Space");
        page.keyboard().press("Tab");
        type(page, "By keys");
        page.keyboard().press("Enter");
        assertThat(alice.composer()).isFocused();
        type(page, "Hello by keys");
        page.keyboard().press("Enter");
        bob.row("By keys").focus();
        bob.page().keyboard().press("Enter");
        bob.hears("Hello by keys");
    }

    @Test
    void aScreenReaderHearsOneMessageReadAndManyCounted() {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        long chat = carol.startsChat("Heard", carol.idOf(alice.nickname()));
        carol.says(chat, "history");
        assertThat(alice.row("Heard")).containsText("history");
        alice.opens("Heard").hears("history");
        assertThat(alice.page().locator("[data-announcer]")).isEmpty();
        carol.says(chat, "one");
        assertThat(alice.page().locator("[data-announcer]")).hasText(carol.nickname() + ": one");
        carol.says(chat, "two").says(chat, "three").says(chat, "four");
        assertThat(alice.page().locator("[data-announcer]")).hasText(Pattern.compile("\\d new messages"));
        assertEquals(
                0, alice.page().locator(".stage [aria-live], .stage [role=log]").count(), "history is not live");
    }

    private static void type(Page page, String text) {
        page.keyboard().type(text);
    }

    /** In both colour schemes; in the dark one only colours are different. */
    private static void check(Page page, String what) {
        for (ColorScheme colours : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.emulateMedia(
                    new Page.EmulateMediaOptions().setColorScheme(colours).setReducedMotion(ReducedMotion.REDUCE));
            assertEquals(
                    List.of(),
                    page.evaluate(
                            AXE,
                            colours == ColorScheme.DARK
                                    ? Map.of("type", "rule", "values", List.of("color-contrast", "link-in-text-block"))
                                    : Map.of("type", "tag", "values", RULES)),
                    what + ", " + colours);
        }
    }

    private static String axe() {
        try (InputStream script = AccessibilityIT.class.getResourceAsStream("/axe.min.js")) {
            return "async only => { if (!window.axe) {" + new String(script.readAllBytes(), StandardCharsets.UTF_8)
                    + "}"
                    // two pictures: one with the new colours, and whatever was moving is where it goes
                    + " await new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(r, 20))));"
                    + " const { violations } = await axe.run(document, { runOnly: only, resultTypes: ['violations'] });"
                    + " return violations.flatMap(rule => rule.nodes.map(node =>"
                    + "   `${rule.id}: ${node.html} ${node.failureSummary}`)); }";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
