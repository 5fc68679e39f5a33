package chats.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Two people on the page, one at a wide screen and one on a phone. */
@Order(3)
class ConversationIT extends PageStory {
    ConversationIT(Stage stage) {
        super(stage);
    }

    @Test
    void twoPeopleChatAndWhisper() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Visitor bob = newcomer("Bob", Screen.PHONE);
        assertThat(bob.page().getByText("No chats yet")).isVisible();

        alice.startsChat("Lunch", bob.nickname()).says("Are you hungry?\nI am.");
        assertThat(bob.unread("Lunch")).hasText(Pattern.compile("1.*"));
        bob.opens("Lunch").hears("Are you hungry?\nI am.");
        bob.says("Very 🍜");
        alice.hears("Are you hungry?\nI am.", "Very 🍜");
        assertThat(alice.page().locator(".message.mine")).hasAttribute("data-state", "sent");

        bob.page().locator(".back").click();
        assertThat(bob.unread("Lunch")).isHidden();
        bob.startsWhisper(alice.nickname()).says("Do not bring Carol");
        alice.shows("Whispers");
        assertThat(alice.unread(bob.nickname())).hasText(Pattern.compile("1.*"));
        alice.opens(bob.nickname()).hears("Do not bring Carol");
        assertThat(alice.page().locator(".conversation.whispered")).hasCount(1);
        alice.says("Promised");
        bob.hears("Do not bring Carol", "Promised");
    }

    @Test
    void theUnreadBeginAtAMarkAndTheNewestAreAButtonAway() {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        long chat = carol.startsChat("Long read", carol.idOf(alice.nickname()));
        carol.says(chat, "one").says(chat, "two");
        alice.opens("Long read").hears("one", "two");
        assertThat(alice.page().locator(".unread-mark + .message .text")).hasText("one");

        alice.page().navigate(stage.server().http("/#/").toString());
        for (int i = 1; i <= 80; i++) {
            carol.says(chat, "line " + i);
        }
        assertThat(alice.unread("Long read")).hasText(Pattern.compile("80.*"));
        alice.opens("Long read");
        assertThat(alice.page().locator(".unread-mark")).isInViewport();
        assertThat(alice.page().locator(".unread-mark + .message .text")).hasText("line 1");

        assertThat(alice.page().locator(".newest")).hasText(Pattern.compile("\\d+ new messages"));
        alice.page().locator(".newest").click();
        assertThat(alice.lastMessage()).hasText("line 80");
        assertThat(alice.lastMessage()).isInViewport();
        assertThat(alice.unread("Long read")).isHidden();
    }

    @Test
    void whatIsSaidWhileAnEmptyChatIsLoadedIsShown() {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        long chat = carol.startsChat("Empty yet", carol.idOf(alice.nickname()));
        List<Route> asked = new ArrayList<>();
        alice.page().route("**/messages?*", route -> {
            asked.add(route);
            if (asked.size() > 1) {
                route.resume();
            }
        });
        alice.opens("Empty yet");
        alice.page().waitForCondition(() -> !asked.isEmpty());
        APIResponse nothing = asked.get(0).fetch();
        carol.says(chat, "first");
        assertThat(alice.row("Empty yet")).containsText("first");
        asked.get(0).fulfill(new Route.FulfillOptions().setResponse(nothing));
        alice.hears("first");
    }

    @Test
    void aMessageThatIsRefusedCanBeSentAgainAndIsStoredOnce() {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        long chat = carol.startsChat("Retry", carol.idOf(alice.nickname()));
        alice.opens("Retry");
        // what the server says of a message that it may have stored or not
        alice.page()
                .evaluate("async () => {"
                        + " const app = performance.getEntriesByType('resource').find(e => e.name.endsWith('/live/connection.js')).name;"
                        + " const { Connection } = await import(app);"
                        + " const ask = Connection.prototype.ask;"
                        + " let refused = 0;"
                        + " Connection.prototype.ask = async function (event, data) {"
                        + "   const answer = await ask.call(this, event, data);"
                        + "   if (event === 'send_message' && refused++ < 1)"
                        + "     throw Object.assign(new Error(), { code: 'conflict' });"
                        + "   return answer; };"
                        + "}");
        alice.says("Only once");
        assertThat(alice.page().locator("[data-state=failed]")).hasCount(1);
        alice.button("Try again").click();
        assertThat(alice.page().locator("[data-state=sent]")).hasCount(1);
        carol.says(chat, "I see it");
        alice.hears("Only once", "I see it");
        assertEquals(2, alice.messages().count());
    }

    @Test
    void chatsComeInPagesAndThoseFurtherDownAreHeardToo() {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        long id = carol.idOf(alice.nickname());
        long oldest = carol.startsChat("Oldest", id);
        for (int i = 1; i <= 64; i++) {
            carol.startsChat("Chat " + i, id);
        }
        alice.page().reload();
        alice.isIn();
        assertThat(alice.row("Chat 64")).isVisible();
        assertThat(alice.row("Oldest")).hasCount(0);
        alice.page()
                .waitForFunction("() => { const list = document.querySelector('.list-scroller');"
                        + " list.scrollTop = list.scrollHeight; return list.textContent.includes('Oldest'); }");
        assertThat(alice.row("Oldest")).hasCount(1);

        alice.page().reload();
        alice.isIn();
        assertThat(alice.row("Chat 64")).isVisible();
        alice.page().waitForTimeout(500);
        carol.says(oldest, "Still here");
        assertThat(alice.page().locator(".conversation-row").first()).containsText("Still here");
    }
}
