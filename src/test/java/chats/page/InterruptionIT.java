package chats.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The connection is lost, and nothing else is. */
class InterruptionIT extends PageStory {
    InterruptionIT(Stage stage) {
        super(stage);
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
}
