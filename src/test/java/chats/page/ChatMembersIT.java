package chats.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** People come to a chat and go, it gets another name, and everybody sees that at its place. */
@Order(3)
class ChatMembersIT extends PageStory {
    ChatMembersIT(Stage stage) {
        super(stage);
    }

    @Test
    void whoIsAddedSeesTheChatAndWhoIsRemovedLosesIt() {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Visitor bob = newcomer("Bob", Screen.PHONE);
        alice.startsChat("Garden", carol.nickname()).says("Who waters?");
        Locator members = alice.looksAtMembers();
        add(members, bob.nickname());
        assertThat(members.locator("[role=status]").last()).hasText("You added " + bob.nickname());
        assertThat(members.locator(".member-list li")).hasCount(3);
        assertThat(members.getByLabel("Add people")).isFocused();
        alice.page().keyboard().press("Escape");
        assertThat(alice.happened()).hasText("You added " + bob.nickname());
        assertThat(alice.page().locator(".members")).hasText("3 members");
        assertThat(alice.page().locator(".members")).isFocused();

        assertThat(bob.unread("Garden")).isHidden();
        bob.opens("Garden").hears("Who waters?");
        alice.says("Bob?");
        bob.hears("Who waters?", "Bob?").says("I do");
        alice.hears("Who waters?", "Bob?", "I do");

        members = alice.looksAtMembers();
        members.getByLabel("Remove " + bob.nickname()).click();
        assertThat(button(members, "Cancel")).isFocused();
        assertThat(button(members, "Cancel")).hasAccessibleDescription(bob.nickname() + ": remove from this chat?");
        alice.page().keyboard().press("Enter");
        assertThat(members.getByLabel("Remove " + bob.nickname())).isFocused();
        alice.page().keyboard().press("Enter");
        button(members, "Remove").click();
        assertThat(members.locator(".member-list li")).hasCount(2);
        button(members, "Close").click();
        assertThat(alice.happened())
                .hasText(new String[] {"You added " + bob.nickname(), "You removed " + bob.nickname()});
        assertThat(bob.page()
                        .locator("h1")
                        .filter(new Locator.FilterOptions().setHasText(alice.nickname() + " removed you from Garden")))
                .isFocused();
        assertThat(bob.composer()).hasCount(0);
        bob.page().getByText("Back to the list").click();
        assertThat(bob.page().getByText("No chats yet")).isVisible();

        // back again, with what was said meanwhile
        alice.says("Alone again");
        add(alice.looksAtMembers(), bob.nickname());
        bob.opens("Garden").hears("Who waters?", "Bob?", "I do", "Alone again");
    }

    @Test
    void whatHappensStandsAtItsPlaceAndIsNoMessage() {
        Friend carol = friend("Carol");
        Friend dave = friend("Dave");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        long id = carol.idOf(alice.nickname());
        long chat = carol.startsChat("Before", id, dave.id());
        long other = carol.startsChat("Other", id);
        carol.says(other, "hi");
        carol.says(chat, "one");
        alice.opens("Before").hears("one");
        carol.names(chat, "After");
        assertThat(alice.title()).hasText("After");
        assertThat(alice.row("After")).isVisible();
        assertThat(alice.composer()).hasAttribute("placeholder", "Message to After");
        assertThat(alice.page().locator("[data-announcer]")).hasText(carol.nickname() + " named the chat After");
        carol.says(chat, "two");
        dave.removes(chat, dave.id());
        carol.says(chat, "three");
        alice.hears("one", "two", "three");
        assertThat(alice.page().locator(".rows > .message, .rows > .happened")).hasText(new Pattern[] {
            Pattern.compile("one"),
            Pattern.compile("^" + carol.nickname() + " named the chat After$"),
            Pattern.compile("two"),
            Pattern.compile("^" + dave.nickname() + " left$"),
            Pattern.compile("three")
        });
        assertThat(alice.page().locator(".members")).hasText("2 members");

        alice.opens("Other").hears("hi");
        carol.adds(chat, dave.id()).edits(chat, 1, "uno");
        assertThat(alice.page().locator(".members")).hasText("2 members");
        assertThat(alice.unread("After")).isHidden();
        alice.opens("After").hears("uno", "two", "three");
        assertThat(alice.happened()).hasCount(3);
        assertThat(alice.happened().last()).hasText(carol.nickname() + " added " + dave.nickname());
        assertThat(alice.page().locator(".members")).hasText("3 members");
    }

    @Test
    void whatHappenedWhileTheConnectionWasAwayIsThereAfterwards() {
        Friend carol = friend("Carol");
        Friend dave = friend("Dave");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        long id = carol.idOf(alice.nickname());
        long lost = carol.startsChat("Lost", id);
        long kept = carol.startsChat("Kept", id);
        long old = carol.startsChat("Old", id);
        carol.says(lost, "soon gone").says(kept, "one");
        alice.opens("Lost").hears("soon gone").goesOffline();
        alice.says("Am I still here?");
        alice.opens("Kept");
        carol.removes(lost, id)
                .removes(old, id)
                .adds(kept, dave.id())
                .names(kept, "Found")
                .says(kept, "two");
        long added = dave.startsChat("Late", carol.id());
        dave.says(added, "come").adds(added, id);
        alice.profile().setOffline(false);
        alice.isIn().hears("one", "two");
        assertThat(alice.title()).hasText("Found");
        assertThat(alice.happened())
                .hasText(new String[] {dave.nickname() + " joined", "The chat is called Found now"});
        assertThat(alice.row("Late")).isVisible();
        assertThat(alice.row("Lost")).hasCount(0);
        assertThat(alice.row("Old")).hasCount(0);

        // the cursor stands behind all that: the next time it is not told again, and who does something is
        carol.names(kept, "Found again");
        assertThat(alice.happened()).hasCount(3);
        alice.goesOffline();
        carol.says(kept, "three");
        alice.profile().setOffline(false);
        alice.isIn().hears("one", "two", "three");
        assertThat(alice.happened().last()).hasText(carol.nickname() + " named the chat Found again");
        assertThat(alice.happened()).hasCount(3);

        // what could not be sent is not lost
        alice.page()
                .getByText("Not sent: you are not a member of Lost any more")
                .click();
        assertThat(alice.page().getByText("This conversation is not there")).isVisible();
        assertThat(alice.page().locator(".unsent .text")).hasText("Am I still here?");
        alice.page().reload();
        assertThat(alice.page().locator(".unsent .text")).hasText("Am I still here?");
        alice.button("Delete").click();
        assertThat(alice.page().locator(".unsent .text")).hasCount(0);
    }

    @Test
    void whatWaitsToBeSentWhereOneIsRemovedIsShownAsNotSent() {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        long id = carol.idOf(alice.nickname());
        long chat = carol.startsChat("Thrown out", id);
        carol.says(chat, "first");
        alice.opens("Thrown out").hears("first").goesOffline();
        alice.says("waits");
        carol.removes(chat, id);
        alice.profile().setOffline(false);
        alice.isIn();
        assertThat(alice.page().getByText("You are not a member of Thrown out any more"))
                .isVisible();
        assertThat(alice.page().locator(".unsent li")).hasText(Pattern.compile("Not sent.*waits"));
        // who is added again is where he was
        carol.adds(chat, id);
        assertThat(alice.title()).hasText("Thrown out");
        assertThat(alice.message("waits").locator(".failed")).isVisible();
        alice.button("Try again").click();
        assertThat(alice.message("waits")).hasAttribute("data-state", "sent");
    }

    @Test
    void whereThePastIsHiddenTheChatBeginsWhereOneCame() {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Visitor bob = newcomer("Bob", Screen.WIDE);
        long chat = carol.startsChatWithoutPast("From now on", friend("Dave").id());
        carol.says(chat, "secret").says(chat, "another").adds(chat, carol.idOf(alice.nickname()));
        alice.opens("From now on");
        assertThat(alice.page().getByText("This is where it begins")).isVisible();
        assertThat(alice.unread("From now on")).isHidden();
        alice.says("hello").hears("hello");
        assertThat(alice.message("hello")).hasAttribute("data-state", "sent");
        carol.adds(chat, carol.idOf(bob.nickname())).says(chat, "welcome");
        alice.hears("hello", "welcome");
        assertThat(alice.page().locator(".rows > .message, .rows > .happened")).hasCount(3);
        assertThat(alice.happened()).hasText(carol.nickname() + " added " + bob.nickname());
        bob.opens("From now on").hears("welcome");
        bob.page().reload();
        bob.isIn().hears("welcome");
        assertThat(bob.page().getByText("This is where it begins")).isVisible();
        assertThat(bob.messages()).hasCount(1);
        alice.page().reload();
        alice.isIn().hears("hello", "welcome");
    }

    @Test
    void aChatIsRenamedAndLeft() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Visitor bob = newcomer("Bob", Screen.PHONE);
        alice.startsChat("Trip", bob.nickname());
        bob.opens("Trip");
        Locator seen = bob.looksAtMembers();
        assertThat(seen.locator(".member-list li").filter(new Locator.FilterOptions().setHasText(alice.nickname())))
                .containsText("Admin");
        assertThat(seen.getByLabel("Name of the chat")).isHidden();
        assertThat(seen.getByLabel("Add people")).isHidden();
        assertThat(seen.getByLabel("Remove " + alice.nickname())).hasCount(0);

        Locator members = alice.looksAtMembers();
        Locator name = members.getByLabel("Name of the chat");
        assertThat(name).hasValue("Trip");
        assertThat(button(members, "Save")).isDisabled();
        name.fill("Long trip");
        name.press("Enter");
        assertThat(alice.title()).hasText("Long trip");
        assertThat(bob.title()).hasText("Long trip");
        assertThat(bob.happened()).hasText(alice.nickname() + " named the chat Long trip");

        button(members, "Leave chat").click();
        button(members, "Leave chat").click();
        assertThat(alice.page().getByText("You left Long trip")).isVisible();
        assertThat(alice.row("Long trip")).hasCount(0);
        assertThat(bob.happened().last()).hasText(alice.nickname() + " left");
        // there is no admin any more
        assertThat(seen.getByLabel("Name of the chat")).hasValue("Long trip");
        seen.getByLabel("Name of the chat").fill("");
        button(seen, "Save").click();
        assertThat(bob.title()).hasText("Just you");
        assertThat(bob.happened().last()).hasText("The chat has no name any more");
    }

    @Test
    void anAdminDeletesWhatOthersSaid() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Visitor bob = newcomer("Bob", Screen.WIDE);
        alice.startsChat("Rules", bob.nickname()).says("Be kind");
        bob.opens("Rules").hears("Be kind").says("No");
        alice.hears("Be kind", "No");
        bob.message("Be kind").hover();
        bob.message("Be kind").locator(".more").click();
        assertThat(bob.page().locator(".actions").getByText("Delete")).hasCount(0);
        alice.message("No").hover();
        alice.message("No").locator(".more").click();
        assertThat(alice.page().locator(".actions").getByText("Edit")).hasCount(0);
        alice.page().keyboard().press("Escape");
        alice.deletes("No");
        assertThat(bob.page().locator(".message .deleted")).hasCount(1);
        assertThat(alice.page().locator(".message .deleted")).hasCount(1);
    }

    @Test
    void aRefusalIsToldInPlainWords() {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Visitor bob = newcomer("Bob", Screen.WIDE);
        alice.startsChat("Refused", bob.nickname(), carol.nickname());
        Locator members = alice.looksAtMembers();
        members.getByLabel("Name of the chat").fill("\u200b\u200b");
        button(members, "Save").click();
        assertThat(members.locator(".error")).hasText("The server does not take this name.");
        alice.page().evaluate("""
                async () => {
                  const at = performance.getEntriesByType('resource').find(e => e.name.endsWith('/live/connection.js')).name;
                  const { Connection } = await import(at);
                  Connection.prototype.ask = async () => { throw Object.assign(new Error(), { code: 'forbidden' }); };
                }""");
        members.getByLabel("Remove " + carol.nickname()).click();
        button(members, "Remove").click();
        assertThat(members.locator("[role=alert]").last()).hasText("Only an admin of this chat can do this.");
        assertThat(members.locator(".member-list li")).hasCount(3);
    }

    @Test
    void theKeyboardAloneIsEnough() {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        alice.startsChat("Keys", carol.nickname());
        Page page = alice.page();
        page.locator(".members").focus();
        page.keyboard().press("Enter");
        Locator members = page.locator("dialog[open]");
        assertThat(button(members, "Close")).isFocused();
        page.keyboard().press("Tab");
        assertThat(members.getByLabel("Name of the chat")).isFocused();
        page.keyboard().press("Tab");
        assertThat(members.getByLabel("Add people")).isFocused();
        page.keyboard().press("Tab");
        assertThat(members.getByLabel("Remove " + carol.nickname())).isFocused();
        page.keyboard().press("Enter");
        assertThat(button(members, "Cancel")).isFocused();
        page.keyboard().press("Shift+Tab");
        page.keyboard().press("Enter");
        assertThat(members.locator(".member-list li")).hasCount(1);
        assertThat(members.locator(".member-list")).isFocused();
        page.keyboard().press("Tab");
        assertThat(button(members, "Leave chat")).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.locator(".members")).isFocused();
    }

    @Test
    void inKoreanAndOnEveryScreen() {
        Friend carol = friend("소라");
        Friend dave = friend("Dave");
        Visitor mina = newcomer("민아", Screen.PHONE.in("ko-KR").dark());
        Visitor alice = newcomer("Alice", Screen.WIDE);
        long id = carol.idOf(mina.nickname());
        long chat = carol.startsChat("한국어", id, carol.idOf(alice.nickname()));
        carol.says(chat, "하나").adds(chat, dave.id());
        mina.opens("한국어").hears("하나");
        carol.says(chat, "둘").removes(chat, dave.id()).says(chat, "셋").names(chat, "우리말");
        dave.whispers(id, "?");
        mina.hears("하나", "둘", "셋");
        assertThat(mina.happened().nth(1)).hasText(carol.nickname() + "님이 " + dave.nickname() + "님을 내보냈습니다");
        carol.removes(chat, carol.id());
        assertThat(mina.happened()).hasCount(4);
        alice.opens("우리말").hears("하나", "둘", "셋");
        for (Visitor each : new Visitor[] {mina, alice}) {
            boolean isMina = each == mina;
            String name = isMina ? "members-narrow" : "members-wide";
            each.saves(name + "-lines");
            Locator members = each.looksAtMembers();
            members.getByLabel(isMina ? "닉네임으로" : "Add people").fill("Dav");
            assertThat(members.locator(".results li").first()).isVisible();
            button(members, isMina ? "대화 나가기" : "Leave chat").click();
            for (ColorScheme colours : ColorScheme.values()) {
                if (colours != ColorScheme.NO_PREFERENCE) {
                    each.page()
                            .emulateMedia(new Page.EmulateMediaOptions()
                                    .setColorScheme(colours)
                                    .setReducedMotion(ReducedMotion.REDUCE));
                    each.saves(name + "-" + colours);
                }
            }
        }
        alice.page().setViewportSize(640, 400);
        alice.saves("members-low");
        mina.page().keyboard().press("Escape");
        alice.page().keyboard().press("Escape");
        dave.adds(dave.startsChat("x", id), carol.id());
        alice.page().setViewportSize(1280, 800);
        Locator members = alice.looksAtMembers();
        members.getByLabel("Remove " + mina.nickname()).click();
        button(members, "Remove").click();
        assertThat(mina.page().locator(".invitation h1")).containsText("나를 대화에서 내보냈습니다: 우리말");
        mina.saves("members-removed");
    }

    private static void add(Locator members, String nickname) {
        members.getByLabel("Add people").fill(nickname);
        members.getByLabel("Add " + nickname).click();
    }

    private static Locator button(Locator place, String name) {
        return place.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }
}
