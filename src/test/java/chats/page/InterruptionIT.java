package chats.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The connection is lost, and nothing else is. The server is stopped now and then, so it is none that others use. */
@Order(2)
class InterruptionIT extends BrowserStory {
    private static Stage own;

    InterruptionIT() {
        super(own);
    }

    @BeforeAll
    static void open() {
        own = Stage.open();
    }

    @AfterAll
    static void close() {
        own.close();
    }

    @Test
    void afterARestartOfTheServerEverythingIsThereInOrderAndOnce() throws IOException {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Visitor bob = newcomer("Bob", Screen.PHONE);
        alice.startsChat("Storm", bob.nickname()).says("before");
        bob.opens("Storm").hears("before");

        stage.server().stop();
        try {
            assertThat(alice.page().locator(".connection")).containsText(Pattern.compile("Next try in \\d+ s"));
            assertThat(bob.page().locator(".connection[data-state=waiting]")).isVisible();
            alice.says("meanwhile 1").says("meanwhile 2");
            assertThat(alice.page().locator("[data-state=waiting].message")).hasCount(2);
            bob.profile().setOffline(true);
        } finally {
            stage.server().start();
        }
        if (alice.page().locator(".connection").getAttribute("data-state").equals("waiting")) {
            alice.button("Try now").click();
        }
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
        unheardOf.navigate(stage.server().http("/").toString());
        assertThat(unheardOf.locator(".connection[data-state=live]")).hasCount(1);

        stage.server().stop();
        try {
            assertThat(alice.page().locator(".connection[data-state=waiting]")).isVisible();
            alice.row("Known").click();
            assertThat(alice.page().getByText("The messages could not be loaded."))
                    .isVisible();
            alice.saves("away");
            alice.says("meanwhile");
            assertThat(alice.lastMessage()).hasText("meanwhile");
            alice.button("New conversation").click();
            assertThat(alice.page().getByText("Searching did not work")).isVisible();
            // an address of a chat that this tab has not heard of yet
            unheardOf.evaluate("location.hash = '/chat/" + (known + 1_000_000) + "'");
            assertThat(unheardOf.getByText("This conversation could not be loaded"))
                    .isVisible();
        } finally {
            stage.server().start();
        }
        alice.isIn();
        assertThat(alice.page().locator("#found")).containsText("found");
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
        stage.server().stop();
        assertThat(alice.page().locator(".connection[data-state=waiting]")).isVisible();
        stage.server().start();
        alice.isIn().hears("one");
    }
}
