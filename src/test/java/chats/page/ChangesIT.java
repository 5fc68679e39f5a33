package chats.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What was said is edited, deleted and reacted to, and everybody sees what it is now. */
@Order(3)
class ChangesIT extends PageStory {
    private static final Pattern PRESSED = Pattern.compile("true");

    /**
     * From now on, what the server is asked for by edits is noted in {@code window.edits}, and of the first answer nobody hears.
     */
    private static final String LOSE_AN_ANSWER = """
            async () => {
              const at = performance.getEntriesByType('resource').find(e => e.name.endsWith('/live/connection.js')).name;
              const { Connection } = await import(at);
              const ask = Connection.prototype.ask;
              window.edits = [];
              Connection.prototype.ask = async function (event, data) {
                const answer = await ask.call(this, event, data);
                if (event === 'edit_message' && window.edits.push(data.clientChangeId) === 1) {
                  throw Object.assign(new Error(), { code: 'unanswered' });
                }
                return answer;
              };
            }""";

    ChangesIT(Stage stage) {
        super(stage);
    }

    @Test
    void everyWindowShowsWhatAMessageIsNow() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Visitor bob = newcomer("Bob", Screen.PHONE);
        alice.startsChat("Lunch", bob.nickname()).says("At noon?").says("Pizza").says("Hello");
        bob.opens("Lunch").hears("At noon?", "Pizza", "Hello");
        Page second = alice.newTab();
        second.navigate(alice.page().url());
        List<Page> windows = List.of(alice.page(), second, bob.page());
        assertThat(second.locator(".message .text")).hasCount(3);
        assertThat(alice.message("Pizza")).hasAttribute("data-state", "sent");

        alice.page().bringToFront();
        alice.edits("At noon?", "At one?");
        bob.does("React with 👍", "Pizza");
        for (Page window : windows) {
            Locator edited = Visitor.in(window, "At one?");
            assertThat(edited.locator(".edited")).hasText("(edited)");
            assertThat(edited.locator(".edited")).hasAttribute("title", Pattern.compile("\\d{4}"));
            Locator reaction = Visitor.in(window, "Pizza").locator(".reaction");
            assertThat(reaction).hasText("👍1");
            assertThat(reaction).hasAttribute("title", window == bob.page() ? "You" : bob.nickname());
            assertThat(reaction).hasAttribute("aria-pressed", window == bob.page() ? "true" : "false");
        }

        alice.reactions("Pizza").click();
        for (Page window : windows) {
            assertThat(Visitor.in(window, "Pizza").locator(".reaction")).hasText("👍2");
        }
        assertThat(Visitor.in(second, "Pizza").locator(".reaction")).hasAttribute("aria-pressed", PRESSED);
        alice.reactions("Pizza").click();
        bob.reactions("Pizza").click();
        for (Page window : windows) {
            assertThat(window.locator(".reaction")).hasCount(0);
        }

        alice.edits("Hello", "Hello again");
        assertThat(bob.lastMessage()).hasText("Hello again");
        alice.deletes("Hello again");
        for (Page window : windows) {
            assertThat(window.locator(".message .deleted")).hasText("Message deleted");
            assertThat(window.locator(".message").last().locator(".deleted")).hasCount(1);
            assertThat(window.locator(".message .text")).hasText(new String[] {"At one?", "Pizza"});
            assertThat(window.locator(".conversation-row .preview")).containsText("Message deleted");
            assertThat(window.locator(".message").last().locator(".more")).isHidden();
        }
        assertThat(alice.page().locator(".message .deleted")).isFocused();
    }

    @Test
    void onlyWhatOneSaidOneselfIsEditedOrDeleted() {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        long chat = carol.startsChat("Others", carol.idOf(alice.nickname()));
        carol.says(chat, "hers");
        alice.opens("Others").hears("hers");
        alice.message("hers").locator(".more").click();
        assertThat(alice.page().locator(".actions button")).hasCount(6);
        alice.page().keyboard().press("Escape");
        assertThat(alice.page().locator(".actions")).hasCount(0);
        assertThat(alice.message("hers").locator(".more")).isFocused();
        alice.message("hers").locator(".more").click();
        alice.composer().click();
        assertThat(alice.page().locator(".actions")).hasCount(0);
        assertThat(alice.composer()).isFocused();
    }

    @Test
    void aWhisperIsEditedAndDeletedToo() {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        long id = carol.idOf(alice.nickname());
        carol.whispers(id, "hers");
        alice.shows("Whispers").opens(carol.nickname()).says("mine");
        assertThat(alice.message("mine")).hasAttribute("data-state", "sent");
        long chat = carol.chatWith(id);

        alice.edits("mine", "mine, better");
        assertThat(alice.message("better").locator(".edited")).isVisible();
        assertThat(alice.row(carol.nickname())).containsText("mine, better");
        alice.does("React with 🙏", "hers");
        assertThat(alice.message("hers").locator(".reaction")).hasAttribute("title", "You");
        carol.reacts(chat, 1, "🙏").edits(chat, 1, "hers, too");
        assertThat(alice.message("hers, too").locator(".reaction")).hasText("🙏2");
        assertThat(alice.message("hers, too").locator(".reaction")).hasAttribute("title", "You, " + carol.nickname());
        alice.deletes("mine, better");
        assertThat(alice.row(carol.nickname())).containsText("Message deleted");
        assertThat(alice.messages()).hasText(new String[] {"hers, too"});
    }

    @Test
    void anEditOfWhichNoAnswerCameIsSentAgainAsTheSame() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Visitor bob = newcomer("Bob", Screen.PHONE);
        alice.startsChat("Again", bob.nickname()).says("first");
        bob.opens("Again").hears("first");
        alice.page().evaluate(LOSE_AN_ANSWER);
        alice.edits("first", "second");
        assertThat(alice.page().locator(".editor .failure")).hasText("The server did not answer.");
        assertThat(alice.editor()).hasValue("second");
        bob.hears("second");
        alice.editor().press("Enter");
        assertThat(alice.editor()).hasCount(0);
        alice.hears("second").edits("second", "third").hears("third");
        bob.hears("third");
        List<?> edits = (List<?>) alice.page().evaluate("() => window.edits");
        assertEquals(3, edits.size());
        assertEquals(edits.get(0), edits.get(1));
        assertNotEquals(edits.get(1), edits.get(2));
    }

    @Test
    void anEditThatIsRefusedKeepsWhatWasWritten() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Friend carol = friend("Carol");
        alice.startsChat("Refused", carol.nickname()).says("first");
        Page second = alice.newTab();
        second.navigate(alice.page().url());
        alice.page().bringToFront();
        alice.does("Edit", "first");
        alice.editor().fill("written with care");
        alice.editor().press("Shift+Enter");
        second.bringToFront();
        Visitor.in(second, "first").locator(".more").click();
        second.locator(".actions").getByText("Delete").click();
        second.locator(".actions")
                .getByText("Delete", new Locator.GetByTextOptions().setExact(true))
                .click();
        alice.page().bringToFront();
        assertThat(alice.row("Refused")).containsText("Message deleted");
        alice.editor().press("Enter");
        assertThat(alice.page().locator(".editor .failure")).containsText("It was deleted");
        assertThat(alice.editor()).hasValue("written with care\n");
        alice.goesOffline();
        alice.editor().press("Enter");
        assertThat(alice.page().locator(".editor .failure")).containsText("cannot be reached");
        alice.editor().fill("x".repeat(4_001));
        assertThat(alice.page().locator(".editor .note")).hasText("1 character too long");
        assertThat(alice.button("Save")).isDisabled();
        alice.editor().press("Escape");
        assertThat(alice.page().locator(".message .deleted")).isFocused();
    }

    /** What is not stored yet cannot be changed. */
    @Test
    void whatIsOnItsWayOffersNothing() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Friend carol = friend("Carol");
        alice.startsChat("Pending", carol.nickname()).says("first");
        assertThat(alice.message("first").locator(".more")).isVisible();
        alice.goesOffline();
        alice.says("on its way");
        assertThat(alice.message("on its way")).hasAttribute("data-state", "waiting");
        assertThat(alice.message("on its way").locator(".more")).isHidden();
        alice.does("React with 😢", "first");
        assertThat(alice.message("first").locator(".failure")).containsText("cannot be reached");
        alice.profile().setOffline(false);
        assertThat(alice.message("on its way").locator(".more")).isVisible();
        alice.does("React with 😢", "first");
        assertThat(alice.reactions("first")).hasText("😢1");
        assertThat(alice.message("first").locator(".failure")).hasCount(0);
    }

    @Test
    void theKeyboardAloneIsEnough() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Visitor bob = newcomer("Bob", Screen.WIDE);
        alice.startsChat("Keys", bob.nickname()).says("typo");
        bob.opens("Keys").hears("typo");
        assertThat(alice.message("typo")).hasAttribute("data-state", "sent");
        Page page = alice.page();
        assertThat(alice.composer()).isFocused();
        page.keyboard().press("Shift+Tab");
        assertThat(alice.message("typo").locator(".more")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("React with 👍")))
                .isFocused();
        page.keyboard().press("Space");
        assertThat(bob.reactions("typo")).hasText("👍1");
        assertThat(alice.message("typo").locator(".more")).isFocused();
        page.keyboard().press("Tab");
        assertThat(alice.reactions("typo")).isFocused();
        page.keyboard().press("Enter");
        assertThat(bob.page().locator(".reaction")).hasCount(0);
        assertThat(alice.message("typo").locator(".more")).isFocused();

        page.keyboard().press("Enter");
        for (int i = 0; i < 6; i++) {
            page.keyboard().press("Tab");
        }
        page.keyboard().press("Enter");
        assertThat(alice.editor()).isFocused();
        page.keyboard().type(", no");
        page.keyboard().press("Escape");
        assertThat(alice.message("typo").locator(".more")).isFocused();
        alice.hears("typo");
        page.keyboard().press("Enter");
        for (int i = 0; i < 6; i++) {
            page.keyboard().press("Tab");
        }
        page.keyboard().press("Enter");
        page.keyboard().type(", none");
        page.keyboard().press("Enter");
        bob.hears("typo, none");
        assertThat(alice.message("typo, none").locator(".more")).isFocused();

        page.keyboard().press("Enter");
        for (int i = 0; i < 7; i++) {
            page.keyboard().press("Tab");
        }
        page.keyboard().press("Enter");
        assertThat(alice.button("Cancel")).isFocused();
        page.keyboard().press("Shift+Tab");
        page.keyboard().press("Enter");
        assertThat(bob.page().locator(".message .deleted")).hasCount(1);
        assertThat(page.locator(".message .deleted")).isFocused();
    }

    @Test
    void aScreenReaderIsNotToldOfAnEditAsOfAMessage() {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        long chat = carol.startsChat("Quiet", carol.idOf(alice.nickname()));
        carol.says(chat, "first");
        alice.opens("Quiet").hears("first");
        carol.edits(chat, 1, "second").reacts(chat, 1, "👍");
        assertThat(alice.reactions("second")).isVisible();
        carol.says(chat, "third");
        assertThat(alice.page().locator("[data-announcer]")).hasText(carol.nickname() + ": third");
    }

    @Test
    void whatIsEditedIsTextAndNothingElse() {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.PHONE);
        long chat = carol.startsChat("Hostile", carol.idOf(alice.nickname()));
        carol.says(chat, "harmless").says(chat, "harmless, too");
        alice.opens("Hostile").hears("harmless", "harmless, too");
        String hostile =
                "<img src=x onerror='window.harmed = 1'>\u202e javascript:window.harmed=2 " + "W".repeat(2_000);
        carol.edits(chat, 2, hostile)
                .reacts(chat, 1, "\u20dd".repeat(16))
                .reacts(chat, 1, "👍" + "\u0336".repeat(14))
                .reacts(chat, 1, "\ufdfd");
        assertThat(alice.page().locator(".reaction")).hasCount(3);
        assertThat(alice.lastMessage()).hasText(hostile);
        assertEquals(0, alice.page().locator(".rows").locator("img, script, a").count());
        assertEquals(
                true,
                alice.page()
                        .evaluate("() => window.harmed === undefined && [document.documentElement,"
                                + " ...document.querySelectorAll('.scroller, .list-scroller')]"
                                + ".every(e => e.scrollWidth <= e.clientWidth)"));
    }

    @Test
    void inKoreanToo() {
        Friend carol = friend("Carol");
        Visitor mina = newcomer("민아", Screen.PHONE.in("ko-KR").dark());
        long chat = carol.startsChat("한국어", carol.idOf(mina.nickname()));
        carol.says(chat, "하나")
                .says(chat, "둘")
                .edits(chat, 1, "셋")
                .deletes(chat, 2)
                .reacts(chat, 1, "👍");
        mina.opens("한국어").hears("셋");
        assertThat(mina.page().locator(".edited")).hasText("(수정됨)");
        assertThat(mina.page().locator(".message .deleted")).hasText("삭제된 메시지입니다");
        assertThat(mina.page().locator(".reaction")).hasAttribute("aria-label", "👍 반응 1개");
        mina.message("셋")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("더 보기"))
                .click();
        mina.page().getByLabel("😂 반응하기").click();
        assertThat(mina.page().locator(".reaction")).hasCount(2);
    }
}
