package chats.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What somebody has read on one device is read on all, and each shows how much is not. */
@Order(3)
class ReadMarksIT extends PageStory {
    private static final String FAIL_ONCE = """
            async () => {
              const at = performance.getEntriesByType('resource').find(e => e.name.endsWith('/live/connection.js')).name;
              const { Connection } = await import(at);
              const ask = Connection.prototype.ask;
              Connection.prototype.ask = function (name, ...rest) {
                if (name === 'read' && !window.failed) {
                  window.failed = true;
                  return Promise.reject(Object.assign(new Error('failed'), { code: 'internal' }));
                }
                return ask.call(this, name, ...rest);
              };
            }""";

    ReadMarksIT(Stage stage) {
        super(stage);
    }

    @Test
    void whatIsReadOnOneDeviceIsReadOnTheOther() {
        Friend carol = friend("Carol");
        Visitor laptop = newcomer("Alice", Screen.WIDE);
        Visitor phone = again(laptop, Screen.PHONE);
        long id = carol.idOf(laptop.nickname());
        long chat = carol.startsChat("Two devices", id);
        says(carol, chat, 30);
        carol.whispers(id, "psst").whispers(id, "are you there?");
        for (Visitor each : new Visitor[] {laptop, phone}) {
            hasUnread(each, "Two devices", 30);
            assertThat(each.page()).hasTitle("(2) Chats");
        }
        phone.opens("Two devices");
        phone.page().locator(".newest").click();
        assertThat(phone.lastMessage()).hasText("line 30");
        assertThat(laptop.unread("Two devices")).isHidden();
        assertThat(laptop.page()).hasTitle("(1) Chats");
        phone.page().locator(".back").click();
        assertThat(phone.unread("Two devices")).isHidden();

        says(carol, chat, 2);
        hasUnread(phone, "Two devices", 2);
        hasUnread(laptop, "Two devices", 2);
        for (Visitor each : new Visitor[] {laptop, phone}) {
            each.page().reload();
            hasUnread(each.isIn(), "Two devices", 2);
        }

        phone.shows("Whispers");
        hasUnread(phone, carol.nickname(), 2);
        laptop.shows("Whispers").opens(carol.nickname()).hears("psst", "are you there?");
        assertThat(phone.unread(carol.nickname())).isHidden();
        carol.whispers(id, "hello?");
        hasUnread(phone, carol.nickname(), 0);
        assertThat(phone.row(carol.nickname())).containsText("hello?");
        assertThat(phone.page()).hasTitle("(1) Chats");
    }

    @Test
    void whoWritesOnOneDeviceHasReadWhatWasThere() {
        Friend carol = friend("Carol");
        Visitor laptop = newcomer("Alice", Screen.WIDE);
        long id = carol.idOf(laptop.nickname());
        long chat = carol.startsChat("Writes", id);
        says(carol, chat, 3);
        hasUnread(laptop, "Writes", 3);
        Friend program = Friend.again(stage, laptop.account());
        program.says(chat, "mine");
        hasUnread(laptop, "Writes", 0);
        says(carol, chat, 1);
        hasUnread(laptop, "Writes", 1);
        program.whispers(carol.id(), "mine, too");
        carol.whispers(id, "one");
        laptop.shows("Whispers");
        hasUnread(laptop, carol.nickname(), 1);
    }

    @Test
    void whatIsDeletedIsNotUnread() {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        long chat = carol.startsChat("Deleted", carol.idOf(alice.nickname()));
        says(carol, chat, 4);
        hasUnread(alice, "Deleted", 4);
        carol.deletes(chat, 2);
        hasUnread(alice, "Deleted", 3);
        carol.deletes(chat, 4).deletes(chat, 1);
        hasUnread(alice, "Deleted", 1);
        says(carol, chat, 1);
        hasUnread(alice, "Deleted", 2);
        carol.edits(chat, 3, "changed");
        assertThat(alice.row("Deleted")).containsText("line 1");
        alice.page().reload();
        hasUnread(alice.isIn(), "Deleted", 2);
        alice.goesOffline();
        carol.deletes(chat, 3);
        says(carol, chat, 2);
        alice.profile().setOffline(false);
        hasUnread(alice, "Deleted", 3);
        alice.opens("Deleted");
        assertThat(alice.lastMessage()).hasText("line 2");
        hasUnread(alice, "Deleted", 0);
    }

    @Test
    void afterAnInterruptionBothDevicesAreRight() {
        Friend carol = friend("Carol");
        Visitor laptop = newcomer("Alice", Screen.WIDE);
        Visitor phone = again(laptop, Screen.PHONE);
        long id = carol.idOf(laptop.nickname());
        long chat = carol.startsChat("Away", id);
        long read = carol.startsChat("Read elsewhere", id);
        long own = carol.startsChat("Written elsewhere", id);
        says(carol, read, 5);
        says(carol, own, 5);
        says(carol, chat, 3);
        carol.whispers(id, "psst");
        laptop.opens("Away");
        hasUnread(phone, "Away", 0);
        hasUnread(phone, "Read elsewhere", 5);
        phone.goesOffline();
        says(carol, chat, 2);
        assertThat(laptop.messages()).hasCount(5);
        laptop.opens("Read elsewhere");
        assertThat(laptop.messages()).hasCount(5);
        hasUnread(laptop, "Read elsewhere", 0);
        laptop.shows("Whispers").opens(carol.nickname()).hears("psst");
        laptop.shows("Chats");
        Friend.again(stage, laptop.account()).says(own, "mine");
        says(carol, own, 1);
        says(carol, chat, 4);
        hasUnread(laptop, "Away", 4);
        phone.profile().setOffline(false);
        for (Visitor each : new Visitor[] {phone, laptop}) {
            hasUnread(each.isIn(), "Away", 4);
            hasUnread(each, "Read elsewhere", 0);
            hasUnread(each, "Written elsewhere", 1);
            assertThat(each.page()).hasTitle("(2) Chats");
        }

        // what is read without a connection is told with the next one
        says(carol, read, 1);
        hasUnread(laptop, "Read elsewhere", 1);
        laptop.opens("Away");
        hasUnread(phone, "Away", 0);
        laptop.page().locator(".scroller").evaluate("element => (element.scrollTop = 0)");
        says(carol, chat, 30);
        hasUnread(phone, "Away", 30);
        laptop.goesOffline();
        laptop.page().locator(".newest").click();
        hasUnread(laptop, "Away", 0);
        hasUnread(phone, "Away", 30);
        laptop.profile().setOffline(false);
        laptop.isIn();
        hasUnread(phone, "Away", 0);
        hasUnread(laptop, "Away", 0);
    }

    @Test
    void whatIsFarDownTheListIsRightAfterAnInterruption() {
        Friend carol = friend("Carol");
        Visitor laptop = newcomer("Alice", Screen.WIDE);
        Visitor phone = again(laptop, Screen.PHONE);
        long id = carol.idOf(laptop.nickname());
        long chat = carol.startsChat("Far down", id);
        says(carol, chat, 3);
        for (int i = 0; i < 22; i++) {
            carol.startsChat("Above", id);
        }
        hasUnread(phone, "Far down", 3);
        phone.goesOffline();
        laptop.opens("Far down").hears("line 1", "line 2", "line 3");
        hasUnread(laptop, "Far down", 0);
        hasUnread(phone, "Far down", 3);
        phone.profile().setOffline(false);
        hasUnread(phone.isIn(), "Far down", 0);
    }

    @Test
    void theServerIsToldWhatIsInSightAndNotTooOften() {
        Friend carol = friend("Carol");
        Visitor laptop = newcomer("Alice", Screen.WIDE);
        Visitor phone = again(laptop, Screen.PHONE);
        long chat = carol.startsChat("Long", carol.idOf(laptop.nickname()));
        says(carol, chat, 60);
        hasUnread(phone, "Long", 60);
        laptop.notes("read");
        laptop.opens("Long");
        assertThat(laptop.page().locator(".unread-mark + .message .text")).hasText("line 1");
        assertThat(phone.unread("Long").locator("[aria-hidden]")).hasText(Pattern.compile("^[1-5]\\d$"));
        laptop.page().mouse().move(900, 400);
        laptop.page().waitForCondition(() -> {
            laptop.page().mouse().wheel(0, 120);
            return !phone.unread("Long").isVisible();
        });
        List<Double> pauses = laptop.pauses();
        assertFalse(pauses.isEmpty());
        assertTrue(pauses.stream().allMatch(pause -> pause >= 490), pauses::toString);
    }

    /** The list has not shown them yet when their author is found by the nickname. */
    @Test
    void oldWhispersBeginWhereTheyAreUnread() {
        Friend carol = friend("Carol");
        Visitor phone = newcomer("Alice", Screen.PHONE);
        long id = carol.idOf(phone.nickname());
        for (int i = 1; i <= 60; i++) {
            carol.whispers(id, "line " + i);
        }
        phone.shows("Whispers");
        hasUnread(phone, carol.nickname(), 60);
        Visitor laptop = visitor(phone.account(), Screen.WIDE);
        laptop.page()
                .route(
                        "**/whispers?page=*",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("application/json")
                                .setBody("{\"data\":[],\"total\":0}")));
        laptop.isSignedInBy(Login.againWithCookie(phone.account()));
        laptop.startsWhisper(carol.nickname());
        assertThat(laptop.page().locator(".unread-mark + .message .text")).hasText("line 1");
        assertThat(phone.unread(carol.nickname()).locator("[aria-hidden]")).hasText(Pattern.compile("^[1-5]\\d$"));
    }

    /** What was left before it was loaded was never in sight. */
    @Test
    void whatIsLeftBeforeItIsLoadedIsNotRead() {
        Friend carol = friend("Carol");
        Visitor laptop = newcomer("Alice", Screen.WIDE);
        Visitor phone = again(laptop, Screen.PHONE);
        long id = carol.idOf(laptop.nickname());
        long left = carol.startsChat("Left", id);
        says(carol, left, 4);
        says(carol, carol.startsChat("Stayed", id), 2);
        hasUnread(laptop, "Left", 4);
        List<Route> held = new ArrayList<>();
        laptop.page().route("**/chats/" + left + "/messages*", held::add);
        laptop.opens("Left");
        laptop.page().waitForCondition(() -> !held.isEmpty());
        laptop.opens("Stayed").hears("line 1", "line 2");
        laptop.page()
                .waitForResponse(
                        "**/chats/" + left + "/messages*", () -> held.get(0).resume());
        laptop.page().waitForTimeout(1_000);
        for (Visitor each : new Visitor[] {laptop, phone}) {
            hasUnread(each, "Stayed", 0);
            hasUnread(each, "Left", 4);
        }
    }

    /** An answer that was given before something happened says nothing of it. */
    @Test
    void anAnswerFromBeforeDoesNotChangeTheNumbers() {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        long chat = carol.startsChat("Late", carol.idOf(alice.nickname()));
        says(carol, chat, 3);
        List<Route> asked = new ArrayList<>();
        alice.page().route("**/chats?page=1&*", route -> {
            asked.add(route);
            if (asked.size() == 1) {
                route.resume();
            }
        });
        alice.page().reload();
        hasUnread(alice.isIn(), "Late", 3);
        alice.page().waitForCondition(() -> asked.size() > 1);
        APIResponse old = asked.get(1).fetch();
        carol.deletes(chat, 1);
        says(carol, chat, 3);
        hasUnread(alice, "Late", 5);
        carol.deletes(chat, 2);
        hasUnread(alice, "Late", 4);
        alice.page()
                .waitForResponse(
                        "**/chats?page=1&*", () -> asked.get(1).fulfill(new Route.FulfillOptions().setResponse(old)));
        alice.page().waitForTimeout(500);
        hasUnread(alice, "Late", 4);
    }

    /** Numbers that come in doubt while another one is asked for, and one that could not be asked for. */
    @Test
    void whatIsInDoubtIsAskedForUntilItIsKnown() {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        long id = carol.idOf(alice.nickname());
        long first = carol.startsChat("First", id);
        long second = carol.startsChat("Second", id);
        says(carol, first, 4);
        says(carol, second, 4);
        hasUnread(alice, "First", 4);
        hasUnread(alice, "Second", 4);
        List<Route> held = new ArrayList<>();
        List<Route> failed = new ArrayList<>();
        alice.page().route("**/chats/" + first, held::add);
        alice.page().route("**/chats/" + second, route -> {
            failed.add(route);
            if (failed.size() == 1) {
                route.abort();
            } else {
                route.resume();
            }
        });
        carol.deletes(first, 1).deletes(first, 2);
        alice.page().waitForCondition(() -> !held.isEmpty());
        carol.deletes(second, 1).deletes(second, 2);
        hasUnread(alice, "Second", 3);
        held.get(0).resume();
        hasUnread(alice, "First", 2);
        hasUnread(alice, "Second", 2);
    }

    @Test
    void whatTheServerCouldNotStoreIsToldAgain() {
        Friend carol = friend("Carol");
        Visitor laptop = newcomer("Alice", Screen.WIDE);
        Visitor phone = again(laptop, Screen.PHONE);
        says(carol, carol.startsChat("Told again", carol.idOf(laptop.nickname())), 3);
        hasUnread(phone, "Told again", 3);
        laptop.page().evaluate(FAIL_ONCE);
        laptop.opens("Told again");
        laptop.page().waitForFunction("() => window.failed");
        hasUnread(phone, "Told again", 0);
    }

    /** As servers were before there were marks. */
    @Test
    void withoutMarksInAnAnswerWhatComesLiveIsCounted() {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        long chat = carol.startsChat("Before marks", carol.idOf(alice.nickname()));
        says(carol, chat, 3);
        alice.page().route("**/chats?page=*", route -> {
            APIResponse answer = route.fetch();
            route.fulfill(new Route.FulfillOptions()
                    .setResponse(answer)
                    .setBody(answer.text().replaceAll(",\"(readSeq|unread)\":\\d+", "")));
        });
        alice.page().reload();
        alice.isIn();
        assertThat(alice.row("Before marks")).containsText("line 3");
        hasUnread(alice, "Before marks", 0);
        says(carol, chat, 2);
        hasUnread(alice, "Before marks", 2);
        assertThat(alice.page()).hasTitle("(1) Chats");
    }

    private static void says(Friend friend, long chat, int messages) {
        for (int i = 1; i <= messages; i++) {
            friend.says(chat, "line " + i);
        }
    }

    private static void hasUnread(Visitor visitor, String title, int count) {
        if (count == 0) {
            assertThat(visitor.row(title)).hasCount(1);
            assertThat(visitor.unread(title)).isHidden();
        } else {
            assertThat(visitor.unread(title).locator("[aria-hidden]")).hasText(String.valueOf(count));
        }
    }
}
