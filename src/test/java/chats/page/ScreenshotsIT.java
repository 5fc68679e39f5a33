package chats.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What two people see, for README.md: {@code cp target/page/*.png docs/screenshots/} puts it there. */
@Order(3)
class ScreenshotsIT extends PageStory {
    ScreenshotsIT(Stage stage) {
        super(stage);
    }

    @Test
    void ofAConversation() {
        Visitor stranger = visitor("Stranger", Screen.WIDE);
        stranger.goesToThePage();
        assertThat(stranger.page().getByLabel("Email")).isVisible();
        shoot(stranger, "sign-in");

        Friend jun = friend(Account.exactly("Jun Park"));
        Friend mina = friend(Account.exactly("민아"));
        Friend sofia = friend(Account.exactly("Sofia"));
        Visitor alice = newcomer(Account.exactly("Alice Moreau"), Screen.WIDE);
        Visitor ben = newcomer(Account.exactly("Ben"), Screen.PHONE);
        long aliceId = jun.idOf("Alice Moreau");
        long benId = jun.idOf("Ben");
        long design = sofia.startsChat("Design review", aliceId, jun.id());
        long books = jun.startsChat("Book club", aliceId, benId, sofia.id());
        long pair = sofia.startsChat(null, aliceId);
        long hike = jun.startsChat("Weekend hike", aliceId, benId, mina.id());
        sofia.says(design, "The new empty states are up: https://example.org/review/218");
        jun.says(books, "Chapter 7 until Thursday?");
        sofia.says(pair, "Thank you, that helped a lot.");
        mina.whispers(aliceId, "밥 생일 케이크는 제가 준비할게요 🎂");
        jun.says(hike, "Morning! Who is in for Saturday?").says(hike, "The forecast looks good 🌤️");
        mina.says(hike, "나도 갈래요! 몇 시에 만날까요?");
        ben.opens("Weekend hike");
        assertThat(ben.lastMessage()).containsText("몇 시에");
        ben.says("Count me in. The ridge trail is 12 km, with a hut half way: https://example.org/trails/ridge");
        alice.opens("Weekend hike");
        assertThat(alice.lastMessage()).containsText("ridge");
        alice.says("8:30 at the station?").says("I will bring coffee ☕");
        assertThat(ben.lastMessage()).containsText("coffee");
        ben.says("🙌");
        assertThat(alice.lastMessage()).containsText("🙌");
        assertThat(alice.page().locator("[data-state=sent]")).hasCount(2);

        shootBoth(alice, "wide");
        shootBoth(ben, "phone");
        ben.page().locator(".back").click();
        assertThat(ben.row("Weekend hike")).isVisible();
        shoot(ben, "phone-list");
        alice.shows("Whispers").opens("민아").says("Perfect, nobody suspects anything.");
        assertThat(alice.page().locator("[data-state=sent]")).hasCount(1);
        shoot(alice, "whisper");
    }

    private static void shootBoth(Visitor visitor, String name) {
        for (ColorScheme colours : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            visitor.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
            shoot(visitor, name + "-" + colours.name().toLowerCase(java.util.Locale.ROOT));
        }
        visitor.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private static void shoot(Visitor visitor, String name) {
        visitor.page().mouse().move(0, 0);
        visitor.page().waitForTimeout(400);
        visitor.page()
                .screenshot(new Page.ScreenshotOptions()
                        .setPath(Stage.results().resolve(name + ".png"))
                        .setAnimations(com.microsoft.playwright.options.ScreenshotAnimations.DISABLED)
                        .setCaret(com.microsoft.playwright.options.ScreenshotCaret.HIDE));
    }
}
