package chats.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The connection is lost, and nothing else is. */
@Order(2)
class InterruptionIT extends PageStory {
    private final Road road;

    InterruptionIT(Stage stage) throws IOException {
        super(stage);
        road = new Road(stage.server().port());
    }

    @Override
    URI address() {
        return road.address();
    }

    @AfterEach
    void close() throws IOException {
        road.close();
    }

    @Test
    void onceTheServerIsBackEverythingIsThereInOrderAndOnce() throws IOException {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Visitor bob = newcomer("Bob", Screen.PHONE);
        alice.startsChat("Storm", bob.nickname()).says("before");
        bob.opens("Storm").hears("before");

        road.breakDown();
        assertThat(alice.page().locator(".connection")).containsText(Pattern.compile("Next try in \\d+ s"));
        assertThat(bob.page().locator(".connection[data-state=waiting]")).isVisible();
        alice.says("meanwhile 1").says("meanwhile 2");
        assertThat(alice.page().locator("[data-state=waiting].message")).hasCount(2);
        bob.profile().setOffline(true);
        road.mend();
        alice.isIn();
        assertThat(alice.page().locator("[data-state=sent].message")).hasCount(3);
        alice.says("after").startsWhisper(bob.nickname()).says("psst");
        assertThat(alice.page().locator("[data-state=sent].message")).hasCount(1);

        bob.profile().setOffline(false);
        bob.isIn().hears("before", "meanwhile 1", "meanwhile 2", "after");
        assertEquals(4, bob.messages().count());
        bob.page().locator(".back").click();
        bob.shows("Whispers");
        assertThat(bob.unread(alice.nickname())).hasText(Pattern.compile("1.*"));
        bob.opens(alice.nickname()).hears("psst");
        assertEquals(List.of("psst"), bob.messages().allTextContents());

        bob.page().reload();
        bob.isIn();
        bob.hears("psst");
    }

    @Test
    void whatWasOpenedWhileTheServerWasAwayIsLoadedByItselfOnceItIsBack() throws IOException {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        long id = carol.idOf(alice.nickname());
        long known = carol.startsChat("Known", id);
        carol.says(known, "one").says(known, "two");
        assertThat(alice.row("Known")).isVisible();
        Page unheardOf = alice.newTab();
        unheardOf.navigate(address().toString());
        assertThat(unheardOf.locator(".connection[data-state=live]")).hasCount(1);

        road.breakDown();
        assertThat(alice.page().locator(".connection[data-state=waiting]")).isVisible();
        alice.row("Known").click();
        assertThat(alice.page().getByText("The messages could not be loaded.")).isVisible();
        alice.saves("away");
        alice.says("meanwhile");
        assertThat(alice.lastMessage()).hasText("meanwhile");
        alice.button("New conversation").click();
        assertThat(alice.page().getByText("Searching did not work")).isVisible();
        // an address of a chat that this tab has not heard of yet
        unheardOf.evaluate("location.hash = '/chat/" + (known + 1_000_000) + "'");
        assertThat(unheardOf.getByText("This conversation could not be loaded")).isVisible();
        road.mend();
        alice.isIn();
        assertThat(alice.page().locator("#search-found")).containsText("found");
        alice.button("Close").click();
        assertThat(alice.page().locator(".history-failure")).isHidden();
        alice.hears("one", "two", "meanwhile");
        assertThat(unheardOf.getByText("This conversation is not there")).isVisible();
    }

    @Test
    void aListThatCouldNotBeLoadedIsLoadedOnceTheServerIsBack() {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        carol.startsChat("Listed", carol.idOf(alice.nickname()));
        Page page = alice.page();
        AtomicBoolean isAway = new AtomicBoolean(true);
        page.route("**/chats?*", route -> {
            if (isAway.get()) {
                route.abort();
            } else {
                route.resume();
            }
        });
        page.routeWebSocket("**/chats", socket -> {
            if (isAway.get()) {
                socket.close(new WebSocketRoute.CloseOptions().setCode(3000).setReason("away"));
            } else {
                socket.connectToServer();
            }
        });
        page.reload();
        assertThat(page.getByText("Your conversations could not be loaded.")).isVisible();
        isAway.set(false);
        assertThat(page.getByText("Your conversations could not be loaded.")).isHidden();
        assertThat(alice.row("Listed")).isVisible();
    }

    /** As where a cable was pulled: what was asked for is never answered. */
    @Test
    void whatIsNotAnsweredIsAskedForAgainOnceTheServerIsBack() throws IOException {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        long chat = carol.startsChat("Silence", carol.idOf(alice.nickname()));
        carol.says(chat, "one");
        assertThat(alice.row("Silence")).isVisible();
        AtomicBoolean isSilent = new AtomicBoolean(true);
        alice.page().route("**/messages?*", route -> {
            if (!isSilent.get()) {
                route.resume();
            }
        });
        alice.row("Silence").click();
        assertThat(alice.title()).hasText("Silence");
        isSilent.set(false);
        road.breakDown();
        assertThat(alice.page().locator(".connection[data-state=waiting]")).isVisible();
        road.mend();
        alice.isIn().hears("one");
    }
}
