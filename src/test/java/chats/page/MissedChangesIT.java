package chats.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.WebSocketRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** However late something comes, in the end the page shows what is, and nothing that was before over it. */
@Order(3)
class MissedChangesIT extends PageStory {
    /** From now on, an edit is answered when {@code window.answer} is called. */
    private static final String HOLD_ANSWERS = """
            async () => {
              const at = performance.getEntriesByType('resource').find(e => e.name.endsWith('/live/connection.js')).name;
              const { Connection } = await import(at);
              const ask = Connection.prototype.ask;
              const held = new Promise(resolve => (window.answer = resolve));
              Connection.prototype.ask = async function (event, data) {
                const answer = await ask.call(this, event, data);
                if (event === 'edit_message') {
                  window.isHeld = true;
                  await held;
                }
                return answer;
              };
            }""";

    MissedChangesIT(Stage stage) {
        super(stage);
    }

    @Test
    void whatChangedWhileTheConnectionWasAwayIsThereAfterwards() {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        long id = carol.idOf(alice.nickname());
        long other = carol.startsChat("Other", id);
        long chat = carol.startsChat("Away", id);
        carol.says(chat, "one").says(chat, "two").says(chat, "three").says(other, "elsewhere");
        carol.whispers(id, "psst").whispers(id, "still there?");
        long whispers = carol.chatWith(id);
        alice.opens("Away").hears("one", "two", "three");
        // heard, so the next replay begins behind it
        carol.edits(chat, 1, "one, edited");
        assertThat(alice.messages().first()).hasText("one, edited");

        alice.goesOffline();
        carol.edits(chat, 2, "two, edited").deletes(chat, 3).says(chat, "four").reacts(chat, 1, "👍");
        carol.edits(other, 1, "changed elsewhere").edits(whispers, 2, "are you?");
        alice.profile().setOffline(false);
        alice.isIn();
        assertThat(alice.messages()).hasText(new String[] {"one, edited", "two, edited", "four"});
        assertThat(alice.page().locator(".message .deleted")).hasCount(1);
        assertThat(alice.reactions("one, edited")).hasText("👍1");
        assertThat(alice.row("Other")).containsText("changed elsewhere");

        alice.shows("Whispers");
        assertThat(alice.row(carol.nickname())).containsText("are you?");
        alice.opens(carol.nickname()).hears("psst", "are you?");
        alice.goesOffline();
        carol.edits(whispers, 1, "psst!").reacts(whispers, 2, "😮").whispers(id, "well?");
        alice.profile().setOffline(false);
        alice.isIn();
        assertThat(alice.messages()).hasText(new String[] {"psst!", "are you?", "well?"});
        assertThat(alice.reactions("are you?")).hasText("😮1");
    }

    /** What is shown before there is a connection may change before it, too. */
    @Test
    void whatChangedWhileTheFirstConnectionWasWaitedForIsThereAfterwards() {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        long id = carol.idOf(alice.nickname());
        long chat = carol.startsChat("Early", id);
        carol.says(chat, "one").whispers(id, "psst");
        long whispers = carol.chatWith(id);
        AtomicBoolean lets = new AtomicBoolean();
        alice.page().routeWebSocket("**/chats", socket -> {
            if (lets.get()) {
                socket.connectToServer();
            } else {
                socket.close(new WebSocketRoute.CloseOptions().setCode(1012));
            }
        });
        alice.shows("Whispers").opens(carol.nickname());
        alice.page().reload();
        alice.hears("psst");
        carol.edits(whispers, 1, "psst!").edits(chat, 1, "one, edited");
        lets.set(true);
        alice.isIn().hears("psst!");
        alice.shows("Chats").opens("Early").hears("one, edited");
        assertThat(alice.row("Early")).containsText("one, edited");

        lets.set(false);
        alice.page().reload();
        alice.hears("one, edited");
        carol.edits(chat, 1, "one, edited again");
        lets.set(true);
        alice.isIn().hears("one, edited again");
    }

    /** Whispers are heard at once, and asked for a moment later. */
    @Test
    void whatIsHeardBeforeWhatWasMissedDoesNotHideIt() {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        long id = carol.idOf(alice.nickname());
        carol.whispers(id, "one").whispers(id, "two");
        long whispers = carol.chatWith(id);
        AtomicBoolean holds = new AtomicBoolean();
        List<String> held = new ArrayList<>();
        alice.page().routeWebSocket("**/chats", socket -> {
            WebSocketRoute server = socket.connectToServer();
            socket.onMessage(frame -> {
                if (holds.get() && frame.text().contains("sync_whispers")) {
                    held.add(frame.text());
                } else {
                    server.send(frame.text());
                }
            });
        });
        alice.page().reload();
        alice.isIn().shows("Whispers").opens(carol.nickname()).hears("one", "two");

        alice.goesOffline();
        carol.edits(whispers, 1, "one, missed");
        holds.set(true);
        alice.profile().setOffline(false);
        alice.isIn();
        alice.page().waitForCondition(() -> !held.isEmpty());
        carol.edits(whispers, 2, "two, heard");
        assertThat(alice.messages()).hasText(new String[] {"one", "two, heard"});
        alice.goesOffline();
        holds.set(false);
        alice.profile().setOffline(false);
        assertThat(alice.messages()).hasText(new String[] {"one, missed", "two, heard"});
    }

    @Test
    void whatIsLoadedIsNotShownOverWhatWasHeardMeanwhile() {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        long chat = carol.startsChat("Late pages", carol.idOf(alice.nickname()));
        carol.says(chat, "old").says(chat, "bad");
        assertThat(alice.row("Late pages")).containsText("bad");
        List<Route> asked = new ArrayList<>();
        alice.page().route("**/messages?*", asked::add);
        alice.opens("Late pages");
        alice.page().waitForCondition(() -> !asked.isEmpty());
        APIResponse old = asked.get(0).fetch();
        carol.edits(chat, 1, "new").edits(chat, 2, "good");
        assertThat(alice.row("Late pages")).containsText("good");
        asked.get(0).fulfill(new Route.FulfillOptions().setResponse(old));
        alice.hears("new", "good");
        assertThat(alice.row("Late pages")).containsText("good");
    }

    @Test
    void theListIsNotShownOverWhatWasHeardMeanwhile() {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        long chat = carol.startsChat("Late list", carol.idOf(alice.nickname()));
        carol.says(chat, "old");
        List<Route> asked = new ArrayList<>();
        alice.page().route("**/chats?page=1&*", route -> {
            asked.add(route);
            if (asked.size() == 1) {
                route.resume();
            }
        });
        alice.page().reload();
        alice.isIn();
        assertThat(alice.row("Late list")).containsText("old");
        alice.page().waitForCondition(() -> asked.size() > 1);
        APIResponse old = asked.get(1).fetch();
        carol.edits(chat, 1, "new");
        assertThat(alice.row("Late list")).containsText("new");
        alice.page()
                .waitForResponse(
                        "**/chats?page=1&*", () -> asked.get(1).fulfill(new Route.FulfillOptions().setResponse(old)));
        alice.page().waitForTimeout(500);
        assertThat(alice.row("Late list")).containsText("new");
    }

    @Test
    void anAnswerIsNotShownOverWhatWasHeardMeanwhile() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Visitor bob = newcomer("Bob", Screen.PHONE);
        alice.startsChat("Late answers", bob.nickname()).says("first");
        Page second = alice.newTab();
        second.navigate(alice.page().url());
        assertThat(Visitor.in(second, "first").locator(".more")).isVisible();
        alice.page().bringToFront();
        alice.page().evaluate(HOLD_ANSWERS);
        alice.edits("first", "second");
        alice.page().waitForFunction("() => window.isHeld");
        second.bringToFront();
        Visitor.in(second, "second").locator(".more").click();
        second.locator(".actions").getByText("Edit").click();
        second.getByLabel("Edit message").fill("third");
        second.getByLabel("Edit message").press("Enter");
        bob.opens("Late answers").hears("third");
        alice.page().waitForFunction("() => document.querySelector('.preview').textContent.includes('third')");
        alice.page().bringToFront();
        alice.page().evaluate("() => window.answer()");
        assertThat(alice.editor()).hasCount(0);
        alice.hears("third");
        assertThat(alice.row("Late answers")).containsText("third");
    }
}
