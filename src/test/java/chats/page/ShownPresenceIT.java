package chats.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Who is there is shown where people are: beside whispers, and among the members of a chat. */
@Order(3)
class ShownPresenceIT extends PageStory {
    private static final Pattern LAST_SEEN = Pattern.compile("^last seen \\d+:\\d\\d\\s[AP]M$");

    ShownPresenceIT(Stage stage) {
        super(stage);
    }

    @Test
    void whoComesAndGoesIsShown() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Visitor bob = newcomer("Bob", Screen.PHONE);
        Friend carol = friend("Carol");
        long id = carol.idOf(alice.nickname());
        carol.whispers(id, "I am never there");
        bob.startsWhisper(alice.nickname()).says("psst");
        alice.shows("Whispers");
        assertThat(alice.presence(bob.nickname())).hasText("online");
        assertThat(alice.presence(carol.nickname())).isEmpty();
        alice.opens(bob.nickname()).hears("psst");
        Locator head = alice.page().locator(".conversation .head user-presence");
        assertThat(head).hasText("online");
        assertThat(head).isVisible();

        bob.page().navigate(stage.server().http("/health").toString());
        assertThat(head).hasText(LAST_SEEN);
        alice.saves("presence-last-seen");
        alice.page().setViewportSize(390, 844);
        alice.saves("presence-last-seen-narrow");
        alice.page().setViewportSize(1280, 800);
        assertThat(alice.presence(bob.nickname())).isEmpty();
        bob.goesToThePage().isIn();
        assertThat(head).hasText("online");
        assertThat(alice.presence(bob.nickname())).hasText("online");

        // without a connection nobody knows; with the next one it is asked anew
        alice.goesOffline();
        assertThat(head).isEmpty();
        alice.profile().setOffline(false);
        assertThat(head).hasText("online");
    }

    @Test
    void whoWhispersFirstSeesWhetherTheOtherIsThere() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Visitor bob = newcomer("Bob", Screen.PHONE);
        Friend carol = friend("Carol");
        carol.whispers(carol.idOf(alice.nickname()), "psst");
        alice.shows("Whispers");
        assertThat(alice.row(carol.nickname())).isVisible();
        alice.notes("watch_presence");
        alice.startsWhisper(bob.nickname());
        alice.page().waitForFunction("() => window.noted.length > 0");
        Locator head = alice.page().locator(".conversation .head user-presence");
        assertThat(head).isEmpty();
        alice.says("Hello");
        assertThat(head).hasText("online");
    }

    @Test
    void membersAreShownInTheirDialog() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Visitor bob = newcomer("Bob", Screen.PHONE);
        Friend carol = friend("Carol");
        alice.startsChat("Here", bob.nickname(), carol.nickname());
        Locator members = alice.looksAtMembers();
        assertThat(member(members, bob.nickname()).locator("user-presence")).hasText("online");
        assertThat(member(members, carol.nickname()).locator("user-presence")).isEmpty();
        assertThat(member(members, alice.nickname()).locator("user-presence")).hasCount(0);
    }

    @Test
    void theServerIsAskedSeldomHoweverOftenTheListIsSwitched() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Visitor bob = newcomer("Bob", Screen.PHONE);
        bob.startsWhisper(alice.nickname()).says("psst");
        alice.shows("Whispers");
        assertThat(alice.presence(bob.nickname())).hasText("online");
        alice.notes("watch_presence");
        for (int i = 0; i < 5; i++) {
            alice.shows("Chats").shows("Whispers");
        }
        for (String kind : new String[] {"Chats", "Whispers", "Chats"}) {
            alice.page().evaluate("() => (window.before = window.noted.length)");
            alice.shows(kind);
            alice.page().waitForFunction("() => window.noted.length > window.before");
        }
        List<Double> pauses = alice.pauses();
        assertTrue(pauses.stream().allMatch(pause -> pause >= 2_900), pauses::toString);
    }

    @Test
    void onEveryScreen() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Visitor mina = newcomer("민아", Screen.PHONE.in("ko-KR"));
        Friend carol = friend("Carol");
        long id = carol.idOf(alice.nickname());
        carol.whispers(id, "Offline").whispers(carol.idOf(mina.nickname()), "Offline");
        carol.startsChat("Everybody", id, carol.idOf(mina.nickname()));
        alice.startsWhisper(mina.nickname()).says("Hello");
        mina.shows("귓속말").opens(alice.nickname()).hears("Hello");
        for (Visitor each : new Visitor[] {alice, mina}) {
            String name = each == alice ? "presence-wide" : "presence-narrow";
            assertThat(each.page().locator(".head user-presence.online")).isVisible();
            for (ColorScheme colours : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                each.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
                each.saves(name + "-" + colours);
            }
            if (each == mina) {
                each.page().locator(".back").click();
                assertThat(each.presence(alice.nickname())).hasClass("online");
                each.saves("presence-narrow-list");
            }
        }
        alice.shows("Chats").opens("Everybody").looksAtMembers();
        assertThat(alice.page().locator(".member-list user-presence.online")).hasCount(1);
        alice.saves("presence-members");
    }

    private static Locator member(Locator members, String nickname) {
        return members.locator(".member-list li").filter(new Locator.FilterOptions().setHasText(nickname));
    }
}
