package chats.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Somebody who uses the page, in a browser profile of their own. Whatever goes wrong in there fails the test. */
final class Visitor {
    /** That there is a login, as the page notes when somebody signs in. Scripts run in each document, so this one does it once. */
    private static final String HINT_ONCE = """
            if (localStorage.getItem('was-here') === null) {
                localStorage.setItem('was-here', '');
                localStorage.setItem('chats.signed-in', '');
            }
            """;

    private static final String NOTE = """
            async event => {
              const at = performance.getEntriesByType('resource').find(e => e.name.endsWith('/live/connection.js')).name;
              const { Connection } = await import(at);
              const ask = Connection.prototype.ask;
              window.noted = [];
              Connection.prototype.ask = function (name, ...rest) {
                if (name === event) {
                  window.noted.push(performance.now());
                }
                return ask.call(this, name, ...rest);
              };
            }""";

    private final URI address;
    private final Account account;
    private final BrowserContext profile;
    private final List<String> faults = new ArrayList<>();
    private final Page page;

    private Visitor(URI address, Account account, BrowserContext profile) {
        this.address = address;
        this.account = account;
        this.profile = profile;
        profile.setDefaultTimeout(Chromium.PATIENCE);
        this.page = newTab();
    }

    static Visitor arrives(Stage stage, URI address, Account account, Screen screen) {
        return new Visitor(address, account, stage.chromium().browser().newContext(screen.options()));
    }

    Page page() {
        return page;
    }

    BrowserContext profile() {
        return profile;
    }

    Account account() {
        return account;
    }

    String nickname() {
        return account.nickname();
    }

    Page newTab() {
        Page tab = profile.newPage();
        tab.onPageError(faults::add);
        tab.onCrash(crashed -> faults.add("the tab crashed"));
        tab.onDialog(dialog -> {
            faults.add("a dialog: " + dialog.message());
            dialog.dismiss();
        });
        tab.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")
                    || message.text().contains("Trusted")) {
                faults.add(message.text());
            }
        });
        return tab;
    }

    Visitor goesToThePage() {
        page.navigate(address.toString());
        return this;
    }

    Visitor signsUp() {
        goesToThePage();
        button("Create account").click();
        page.getByLabel("Email").fill(account.email());
        page.getByLabel("Nickname").fill(account.nickname());
        page.locator("#password").fill(account.password());
        button("Create account").click();
        return isIn();
    }

    Visitor signsIn() {
        goesToThePage();
        page.getByLabel("Email").fill(account.email());
        page.locator("#password").fill(account.password());
        button("Sign in").click();
        return isIn();
    }

    /** Comes back to the page with the cookie of this login. */
    Visitor isSignedInBy(Login login) {
        profile.addCookies(List.of(new Cookie("chats_refresh", login.refreshToken())
                .setDomain(address.getHost())
                .setPath("/auth")
                .setHttpOnly(true)
                .setSameSite(SameSiteAttribute.STRICT)));
        profile.addInitScript(HINT_ONCE);
        return goesToThePage().isIn();
    }

    /** Signed in and connected. */
    Visitor isIn() {
        assertThat(page.locator(".connection[data-state=live]")).hasCount(1);
        return this;
    }

    /** Finds people by what one types, and picks them. */
    Visitor finds(String... nicknames) {
        button("New conversation").click();
        for (String nickname : nicknames) {
            page.getByLabel("Search by nickname").fill(nickname.substring(0, nickname.length() - 1));
            page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(nickname))
                    .check();
        }
        return this;
    }

    Visitor startsChat(String name, String... nicknames) {
        finds(nicknames);
        page.getByLabel("Name of the chat").fill(name);
        button("Start chat").click();
        assertThat(title()).hasText(name);
        return this;
    }

    Visitor startsWhisper(String nickname) {
        finds(nickname);
        page.locator("dialog")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Whisper"))
                .click();
        assertThat(title()).hasText(nickname);
        return this;
    }

    Visitor opens(String title) {
        row(title).click();
        assertThat(title()).hasText(title);
        return this;
    }

    Visitor shows(String kind) {
        page.locator(".switch label")
                .filter(new Locator.FilterOptions().setHasText(kind))
                .click();
        return this;
    }

    Visitor says(String text) {
        composer().fill(text);
        button("Send").click();
        return this;
    }

    /** The messages of the open conversation are these at the end, in this order and each once. */
    Visitor hears(String... texts) {
        assertThat(lastMessage()).hasText(texts[texts.length - 1]);
        List<String> all = messages().allTextContents();
        assertEquals(List.of(texts), all.subList(Math.max(0, all.size() - texts.length), all.size()));
        return this;
    }

    Locator title() {
        return page.locator("#title");
    }

    Locator composer() {
        return page.locator("#compose");
    }

    Locator messages() {
        return page.locator(".message .text");
    }

    Locator lastMessage() {
        return messages().last();
    }

    /** The message that says this, or of which this is a part. */
    Locator message(String text) {
        return in(page, text);
    }

    /** The same in another tab. */
    static Locator in(Page tab, String text) {
        return tab.locator(".message").filter(new Locator.FilterOptions().setHasText(text));
    }

    /** Opens what can be done with a message, and does it. */
    Visitor does(String what, String text) {
        Locator message = message(text);
        message.hover();
        message.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("More"))
                .click();
        message.locator(".actions")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(what))
                .click();
        return this;
    }

    Visitor edits(String text, String newText) {
        does("Edit", text);
        editor().fill(newText);
        editor().press("Enter");
        return this;
    }

    Visitor deletes(String text) {
        does("Delete", text);
        message(text)
                .locator(".actions")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete"))
                .click();
        return this;
    }

    Locator reactions(String text) {
        return message(text).locator(".reaction");
    }

    /** Until the profile is online again. */
    Visitor goesOffline() {
        profile.setOffline(true);
        assertThat(page.locator(".connection[data-state=waiting]")).isVisible();
        return this;
    }

    /** The members of the open chat, in their dialog. */
    Locator looksAtMembers() {
        page.locator(".members").click();
        Locator dialog = page.locator("dialog[open]");
        assertThat(dialog).isVisible();
        return dialog;
    }

    /** What has happened to the open chat itself. */
    Locator happened() {
        return page.locator(".happened p");
    }

    Locator editor() {
        return page.getByLabel("Edit message");
    }

    Locator row(String title) {
        return page.locator(".conversation-row a").filter(new Locator.FilterOptions().setHasText(title));
    }

    Locator unread(String title) {
        return row(title).locator(".unread");
    }

    /** Who types in the open conversation. */
    Locator typing() {
        return page.locator(".typing");
    }

    /** Whether somebody in the list is there. */
    Locator presence(String title) {
        return row(title).locator("user-presence");
    }

    /**
     * From now on, each time that the page asks the server for this event is noted.
     *
     * @see #pauses
     */
    void notes(String event) {
        page.evaluate(NOTE, event);
    }

    /** The milliseconds between what was noted. */
    List<Double> pauses() {
        List<?> all = (List<?>) page.evaluate("() => window.noted.slice(1).map((at, i) => at - window.noted[i])");
        return all.stream().map(each -> ((Number) each).doubleValue()).toList();
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** A picture of what is to be seen, among what the tests leave. */
    void saves(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Stage.results().resolve(name + ".png")));
    }

    void leaves() {
        profile.close();
        assertEquals(List.of(), faults, account.nickname());
    }
}
