package chats.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding people and starting a conversation with them. */
@Order(1)
class NewConversationIT extends PageStory {
    private static final String CHATS = "**/chats";
    private static final int LONGEST_NAME = 200;

    NewConversationIT(Stage stage) {
        super(stage);
    }

    /** A screen at 200 %, a phone on its side, a small phone, the same with its keyboard, and a wide screen. */
    @Test
    void everythingIsInReachHoweverSmallTheScreen() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        List<String> friends = Stream.of("Bob", "Carol", "Dave", "Erin", "Frank")
                .map(name -> friend(name).nickname())
                .toList();
        for (List<Integer> size : List.of(
                List.of(640, 400), List.of(844, 390), List.of(360, 640), List.of(360, 340), List.of(1280, 800))) {
            everythingIsInReach(alice, friends, size.get(0), size.get(1));
        }
    }

    private void everythingIsInReach(Visitor alice, List<String> friends, int width, int height) {
        Page page = alice.page();
        page.navigate(address() + "#/");
        page.setViewportSize(width, height);
        alice.finds(friends.toArray(String[]::new));
        alice.saves("new-conversation-" + width + "x" + height);
        BoundingBox dialog = page.locator("dialog").boundingBox();
        assertTrue(dialog.y >= 0 && dialog.y + dialog.height <= height, "the dialog is in sight");
        for (Locator each : List.of(alice.button("Start chat"), alice.button("Whisper"), alice.button("Close"))) {
            assertInside(dialog, each);
        }
        for (String nickname : friends) {
            Locator remove = alice.button("Remove " + nickname);
            remove.scrollIntoViewIfNeeded();
            assertInside(dialog, remove);
            assertTrue(remove.boundingBox().height >= 24, "a chip is high enough for a finger");
        }
        assertTrue(page.locator(".chips").boundingBox().height >= 28, "a chip can be read");
        Locator name = page.getByLabel("Name of the chat");
        name.scrollIntoViewIfNeeded();
        assertInside(dialog, name);
        name.fill("Small " + width + "x" + height);
        Locator box = page.locator(".results input").first();
        box.scrollIntoViewIfNeeded();
        assertInside(dialog, box);
        alice.button("Start chat").click();
        assertThat(alice.title()).hasText("Small " + width + "x" + height);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a double click", "Enter twice", "a click and Enter"})
    void whoeverAsksTwiceMakesOneChat(String how) {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Friend carol = friend("Carol");
        Page page = alice.page();
        List<String> asked = new ArrayList<>();
        // a slow server: it answers when we say so
        List<Route> held = new ArrayList<>();
        page.route(CHATS, route -> {
            asked.add(route.request().postData());
            held.add(route);
        });
        alice.finds(carol.nickname());
        page.getByLabel("Name of the chat").fill("Once");
        switch (how) {
            case "a double click" -> alice.button("Start chat").dblclick();
            case "Enter twice" -> {
                page.getByLabel("Name of the chat").press("Enter");
                page.getByLabel("Name of the chat").press("Enter");
            }
            default -> {
                alice.button("Start chat").click();
                page.getByLabel("Name of the chat").press("Enter");
            }
        }
        assertThat(page.locator(".finder[aria-busy=true]")).hasCount(1);
        assertThat(alice.button("Starting…")).isDisabled();
        assertThat(alice.button("Whisper")).isDisabled();
        held.forEach(Route::resume);
        assertThat(alice.title()).hasText("Once");
        assertThat(page.locator("dialog")).isHidden();
        assertEquals(1, asked.size(), () -> "asked for: " + asked);
        assertEquals(1, carol.chats());
    }

    @Test
    void whoeverAsksAgainBecauseTheAnswerWasLostGetsTheSameChat() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Friend carol = friend("Carol");
        Page page = alice.page();
        page.route(CHATS, route -> {
            route.fetch();
            route.abort();
        });
        alice.finds(carol.nickname());
        page.getByLabel("Name of the chat").fill("Lost");
        alice.button("Start chat").click();
        assertThat(page.locator(".finder .failure")).containsText("cannot be reached");
        assertThat(alice.button("Start chat")).isEnabled();
        page.unroute(CHATS);
        alice.button("Start chat").click();
        assertThat(alice.title()).hasText("Lost");
        assertEquals(1, carol.chats());
        // who wants a second one of the same name gets it
        alice.startsChat("Lost", carol.nickname());
        page.waitForCondition(() -> carol.chats() == 2);
    }

    @Test
    void aNameIsAsLongAsTheServerLetsItBe() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Friend carol = friend("Carol");
        Page page = alice.page();
        alice.finds(carol.nickname());
        Locator name = page.getByLabel("Name of the chat");
        Locator error = page.locator("#chat-name-error");
        name.fill("🍜".repeat(LONGEST_NAME + 1));
        assertThat(error).hasText("1 character too long");
        assertThat(alice.button("Start chat")).isDisabled();
        name.press("Enter");
        assertThat(page.locator("dialog")).isVisible();
        name.fill("🍜".repeat(LONGEST_NAME));
        assertThat(error).isEmpty();
        alice.button("Start chat").click();
        assertThat(alice.title()).hasText("🍜".repeat(LONGEST_NAME));
        assertEquals(1, carol.chats());
    }

    @Test
    void whatTheServerSaysOfTheNameStandsAtItsField() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Friend carol = friend("Carol");
        Page page = alice.page();
        alice.finds(carol.nickname());
        // a page that counts otherwise than the server
        page.route(
                CHATS,
                route -> route.resume(new Route.ResumeOptions()
                        .setPostData(route.request().postData().replace("counted", "x".repeat(LONGEST_NAME + 1)))));
        page.getByLabel("Name of the chat").fill("counted");
        alice.button("Start chat").click();
        assertThat(page.locator("#chat-name-error")).hasText("The server does not take this name.");
        assertThat(page.getByLabel("Name of the chat")).isFocused();
        assertThat(page.getByLabel("Name of the chat")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator(".finder .failure")).isEmpty();
        page.unroute(CHATS);
        page.getByLabel("Name of the chat").fill("better");
        alice.button("Start chat").click();
        assertThat(alice.title()).hasText("better");
    }

    @Test
    void theShortcutDoesNotForgetWhoWasChosen() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Friend carol = friend("Carol");
        alice.finds(carol.nickname());
        alice.page().keyboard().press("Control+k");
        assertThat(alice.button("Remove " + carol.nickname())).isVisible();
    }

    private static void assertInside(BoundingBox dialog, Locator element) {
        BoundingBox box = element.boundingBox();
        assertTrue(
                box.height > 0
                        && box.x >= dialog.x
                        && box.y >= dialog.y
                        && box.x + box.width <= dialog.x + dialog.width
                        && box.y + box.height <= dialog.y + dialog.height,
                () -> element + " is at " + box.y + " to " + (box.y + box.height) + ", the dialog at " + dialog.y
                        + " to " + (dialog.y + dialog.height));
    }
}
