package chats.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.run.ServerUnderTest;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Korean, as it is written and read. */
@ResourceLock(ServerUnderTest.HASHES)
class InputMethodIT extends PageStory {
    InputMethodIT(Stage stage) {
        super(stage);
    }

    @Test
    void enterWhileASyllableIsComposedDoesNotSend() {
        Friend carol = friend("Carol");
        Visitor mina = visitor("민아", Screen.WIDE.in("ko-KR"));
        mina.goesToThePage();
        assertThat(mina.page().locator("html")).hasAttribute("lang", "ko");
        mina.button("계정 만들기").click();
        Account account = Account.named("민아");
        mina.page().getByLabel("이메일").fill(account.email());
        mina.page().getByLabel("닉네임").fill(account.nickname());
        mina.page().locator("#password").fill(account.password());
        mina.button("계정 만들기").click();
        mina.isIn();
        long chat = carol.startsChat("한국어", carol.idOf(account.nickname()));
        carol.says(chat, "안녕하세요");
        mina.opens("한국어").hears("안녕하세요");

        mina.composer().focus();
        CDPSession keys = mina.profile().newCDPSession(mina.page());
        for (String composed : new String[] {"ㅎ", "하", "한"}) {
            compose(keys, composed);
        }
        mina.page().keyboard().press("Enter");
        assertThat(mina.composer()).hasValue("한");
        commit(keys, "한");
        compose(keys, "구");
        mina.page().keyboard().press("Enter");
        commit(keys, "국");
        assertEquals(1, mina.messages().count(), "nothing was sent yet");
        assertThat(mina.composer()).hasValue("한국");
        mina.page().keyboard().press("Enter");
        mina.hears("안녕하세요", "한국");
        assertThat(mina.composer()).hasValue("");
    }

    @Test
    void bothLanguagesSayTheSame() {
        Visitor mina = visitor("민아", Screen.WIDE);
        mina.goesToThePage();
        assertEquals(
                "",
                mina.page()
                        .evaluate("async () => {"
                                + " const at = (name) => performance.getEntriesByType('resource').find(e => e.name.endsWith(name)).name;"
                                + " const [en, ko] = await Promise.all(['/texts/en.js', '/texts/ko.js'].map(async (name) =>"
                                + "   (await import(at(name))).default));"
                                + " const names = (texts) => Object.keys(texts).sort().map(name => name + ' ' + typeof texts[name]);"
                                + " return names(en).filter(name => !names(ko).includes(name))"
                                + "   .concat(names(ko).filter(name => !names(en).includes(name))).join(); }"));
    }

    private static void compose(CDPSession keys, String text) {
        JsonObject parameters = new JsonObject();
        parameters.addProperty("text", text);
        parameters.addProperty("selectionStart", text.length());
        parameters.addProperty("selectionEnd", text.length());
        keys.send("Input.imeSetComposition", parameters);
    }

    private static void commit(CDPSession keys, String text) {
        JsonObject parameters = new JsonObject();
        parameters.addProperty("text", text);
        keys.send("Input.insertText", parameters);
    }
}
