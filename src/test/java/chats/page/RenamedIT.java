package chats.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Whoever takes another nickname is called by it at once, wherever he is shown. */
@Order(3)
class RenamedIT extends PageStory {
    RenamedIT(Stage stage) {
        super(stage);
    }

    @Test
    void anotherNicknameIsShownAtOnce() {
        Friend carol = friend("Carol");
        Friend dave = friend("Dave");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        long id = carol.idOf(alice.nickname());
        long chat = carol.startsChat(null, id);
        carol.says(chat, "first").whispers(id, "psst");
        alice.opens(carol.nickname()).hears("first");
        carol.adds(chat, dave.id())
                .removes(chat, dave.id())
                .reacts(chat, 1, "👍")
                .says(chat, "second");
        alice.hears("first", "second").says("mine");
        assertThat(alice.reactions("first")).hasAttribute("title", carol.nickname());
        alice.does("Edit", "mine");
        alice.editor().fill("mine, edi");

        String cleo = "Cleo " + UUID.randomUUID().toString().substring(0, 6);
        carol.isCalled(cleo);
        assertThat(alice.title()).hasText(cleo);
        assertThat(alice.row(cleo)).isVisible();
        assertThat(alice.message("first").locator(".name")).hasText(cleo);
        assertThat(alice.message("first").locator(".avatar")).hasText("C");
        assertThat(alice.message("second").locator(".name")).hasText(cleo);
        assertThat(alice.reactions("first")).hasAttribute("title", cleo);
        assertThat(alice.happened())
                .hasText(new String[] {cleo + " added " + dave.nickname(), cleo + " removed " + dave.nickname()});
        // what one is doing goes on
        assertThat(alice.editor()).hasValue("mine, edi");
        alice.page().keyboard().press("Escape");
        assertThat(alice.composer()).hasAttribute("placeholder", "Message to " + cleo);
        Locator members = alice.looksAtMembers();
        assertThat(members.locator(".member-list li").filter(new Locator.FilterOptions().setHasText(cleo)))
                .hasCount(1);
        String zoe = "Zoe " + cleo.substring(5);
        carol.isCalled(zoe);
        assertThat(members.locator(".member-list li").filter(new Locator.FilterOptions().setHasText(zoe)))
                .hasCount(1);
        alice.page().keyboard().press("Escape");
        alice.shows("Whispers");
        assertThat(alice.row(zoe)).containsText("psst");
        alice.page().reload();
        alice.isIn().hears("first", "second", "mine");
        assertThat(alice.title()).hasText(zoe);
    }

    /** What was not heard is seen in the next list; an answer from before says nothing of it. */
    @Test
    void whatWasMissedIsShownAndNotTakenBack() {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        long id = carol.idOf(alice.nickname());
        carol.says(carol.startsChat(null, id), "first").whispers(id, "psst");
        alice.opens(carol.nickname()).hears("first");
        alice.goesOffline();
        String cleo = "Cleo " + UUID.randomUUID().toString().substring(0, 6);
        carol.isCalled(cleo);
        alice.profile().setOffline(false);
        assertThat(alice.title()).hasText(cleo);
        assertThat(alice.row(cleo)).isVisible();
        assertThat(alice.message("first").locator(".name")).hasText(cleo);

        alice.goesOffline();
        List<Route> asked = new ArrayList<>();
        alice.page().route("**/chats?page=1&*", asked::add);
        alice.profile().setOffline(false);
        alice.isIn().page().waitForCondition(() -> !asked.isEmpty());
        APIResponse old = asked.get(0).fetch();
        String zoe = "Zoe " + UUID.randomUUID().toString().substring(0, 6);
        carol.isCalled(zoe);
        assertThat(alice.title()).hasText(zoe);
        alice.page()
                .waitForResponse(
                        "**/chats?page=1&*", () -> asked.get(0).fulfill(new Route.FulfillOptions().setResponse(old)));
        alice.page().waitForTimeout(500);
        assertThat(alice.title()).hasText(zoe);
        assertThat(alice.row(zoe)).isVisible();
    }

    @Test
    void onesOwnIsShownOnAllDevices() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Visitor second = again(alice, Screen.PHONE);
        String ada = "Ada " + UUID.randomUUID().toString().substring(0, 6);
        Friend.again(stage, alice.account()).isCalled(ada);
        for (Visitor each : new Visitor[] {alice, second}) {
            assertThat(each.page().locator(".me")).hasText(ada);
            assertThat(each.page().locator(".list-head .avatar")).hasText("A");
        }
    }
}
