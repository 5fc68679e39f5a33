package chats.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What others wrote is shown in a time that grows with its length and no faster, whatever it is, up to the longest message. Nothing
 * is kept by the page, so one is enough.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileSizesIT extends PageStory {
    private static final int LONGEST = 4_000;
    private static final int TIMES_THE_SIZE = 4;
    /** Linear work is 4 times as much, quadratic work 16 times. */
    private static final double TIMES_THE_WORK = 9;

    /** Of the time of WORK on two texts: each is the least of several, and of more where something else may have disturbed those. */
    private static final String RATIO = """
            async ([file, small, big]) => {
              const all = performance.getEntriesByType('resource').map(({ name }) => name);
              const module = await import(all.find((name) => name.endsWith(file)));
              const cost = (text) => {
                const start = performance.now();
                let times = 0;
                do {
                  WORK;
                  times++;
                } while (performance.now() - start < 5);
                return (performance.now() - start) / times;
              };
              let ofSmall = Infinity;
              let ofBig = Infinity;
              for (let round = 0; round < 5 || (round < 20 && ofBig > LIMIT * ofSmall); round++) {
                ofSmall = Math.min(ofSmall, cost(small));
                ofBig = Math.min(ofBig, cost(big));
              }
              return ofBig / ofSmall;
            }""".replace("LIMIT", Double.toString(TIMES_THE_WORK));

    private Visitor alice;
    private Page page;

    HostileSizesIT(Stage stage) {
        super(stage);
    }

    @BeforeAll
    void open() {
        alice = Visitor.arrives(stage, address(), Account.named("Alice"), Screen.WIDE);
        page = alice.goesToThePage().page();
        page.waitForFunction("() => performance.getEntriesByName('usable').length > 0");
    }

    @AfterAll
    void close() {
        alice.leaves();
    }

    @Test
    void messages() {
        Stream.<IntFunction<String>>of(
                        length -> "http://a" + ".".repeat(length / 2) + "a" + ")".repeat(length / 2 - 20),
                        length -> "http://a" + ".".repeat(length) + "a",
                        length -> "http://a" + ")".repeat(length),
                        length -> "http://a" + ").".repeat(length / 2),
                        length -> "http://a" + "(".repeat(length / 2) + ")".repeat(length / 2),
                        length -> "http://a/" + "%".repeat(length),
                        length -> "http://" + "a@".repeat(length / 2),
                        length -> "http://" + "1.".repeat(length / 2),
                        length -> "http://" + ideographs(length),
                        filledWith("http://"),
                        filledWith("http://a가"),
                        filledWith("http://a.b가.다"),
                        filledWith("http://a/bを"),
                        filledWith("http://a/b)가"),
                        filledWith("http://a/b。"),
                        filledWith("http://a/에"),
                        filledWith("http://a,"),
                        filledWith("http://a@"),
                        length -> "http://a/" + "에서".repeat(length / 2),
                        length -> "http://a/" + "/이".repeat(length / 2),
                        length -> "http://a" + "가.".repeat(length / 2),
                        length -> "http://a/" + "([{}])".repeat(length / 6) + "…".repeat(length / 2),
                        filledWith("http://a "),
                        filledWith("`1`"),
                        filledWith("`a`"),
                        filledWith("`"),
                        filledWith("`\n"),
                        filledWith("```1``` "),
                        filledWith("```\n"),
                        length -> "👍" + "\u200d👍".repeat(length / 2) + "a",
                        length -> "👍" + " ".repeat(length) + "a",
                        filledWith("🇰"),
                        length -> "a" + "\u0336".repeat(length),
                        filledWith("\u2067"),
                        filledWith("\u202ea"))
                .forEach(text -> assertLinear("/conversation/body.js", "module.body(text)", text));
    }

    @Test
    void names() {
        Stream.of("\u202e", " ", "a", "\u200d👍", "\u0336", "🇰", "<b>")
                .map(HostileSizesIT::filledWith)
                .forEach(
                        name -> assertLinear("/page/names.js", "module.avatar(module.cleanName(`x${text}`), 1)", name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u3164", "\u200b\u00a0", "\u202e", "\u2800\ufe0f"})
    void aNameOfWhichNothingIsSeenIsSaidToBeNone(String name) {
        String show = "async ([file, name]) => {"
                + " const all = performance.getEntriesByType('resource').map(({ name }) => name);"
                + " const { cleanName } = await import(all.find((each) => each.endsWith(file)));"
                + " return [cleanName(name), cleanName(`👨‍👩‍👧 ${name}`).startsWith('👨‍👩‍👧')]; }";
        assertEquals(List.of("No name", true), page.evaluate(show, List.of("/page/names.js", name)));
    }

    @Test
    void whatEndsALinkIsNoneOfIt() {
        assertLink("http://a/b", "http://a/b.", ".");
        assertLink("http://a/b", "http://a/b)", ")");
        assertLink("http://a/b", "http://a/b).),!", ").),!");
        assertLink("http://a/(b)", "http://a/(b)).", ").");
        assertLink("http://a/(b)c", "http://a/(b)c:", ":");
        assertLink("http://a/b((", "http://a/b((", "");
        assertLink("http://a/)b", "http://a/)b))", "))");
        String brackets = ")".repeat(1_980);
        String host = "http://a" + ".".repeat(2_000) + "a";
        assertLink(host + "/", host + brackets, brackets);
    }

    /** The link and what follows it, which is none of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // particles behind the host, the port and the path
                "https://example.com | 에서",
                "https://example.com | 입니다.참고하세요",
                "https://example.com:8080 | 으로",
                "https://example.com/ | 에서는",
                "https://example.com/a | 를",
                "http://127.0.0.1 | 에서",
                "http://localhost | 에서",
                "https://한국.kr | 에서",
                "https://도메인.한국 | 에서",
                "https://example.com | を見て",
                "https://example.com/a | を見て",
                "https://example.com | ครับ",
                "https://example.com | 。https://example.org",
                "https://example.com | 과https://example.org",
                // letters of the path and the host
                "https://ko.wikipedia.org/wiki/한국 | ``",
                "https://ko.wikipedia.org/wiki/이 | ``",
                "https://ko.wikipedia.org/wiki/C언어 | ``",
                "https://ja.wikipedia.org/wiki/レオナルド・ダ・ヴィンチ | ``",
                "https://ca.wikipedia.org/wiki/Col·lectiu | ``",
                "https://example.com/l’été | ``",
                "https://example.com/👍 | ``",
                "https://пример.рф/путь | ``",
                "https://bücher.example/ü?ö=ä#ß | ``",
                "https://www.도메인.한국/경로 | ``",
                "https://web.archive.org/web/1/https://example.com/a | ``",
                "https://user:secret@example.com/a | ``",
                // what closes a sentence
                "https://example.com/a | 。",
                "https://example.com/a | 。次の文",
                "https://example.com/a | 、",
                "https://example.com/a | ！",
                "https://example.com/a | ？",
                "https://example.com | ，然后",
                "https://example.com/a | ،",
                "https://example.com | ؟",
                "https://उदाहरण.भारत | ।",
                "https://example.com/한국 | .",
                "https://example.com/a | …",
                "https://example.com/a | ...",
                "https://example.com/a?b=c | !?",
                "https://example.com | ,",
                "https://example.com/a | ;:",
                "https://example.com/a | 👍",
                // quotes and brackets
                "https://example.com/a | ’",
                "https://example.com/a | ”",
                "https://example.com/a | »",
                "https://example.com/a | ）",
                "https://example.com/a | （参考）",
                "https://example.com | 」と",
                "https://example.com/a | 』",
                "https://example.com/a | 】",
                "https://example.com/a | 》",
                "https://example.com/a | )에서",
                "https://example.com | )。",
                "https://example.com/a_(b) | ``",
                "https://example.com/a_(b) | ).",
                "https://example.com/a[1] | ]",
                "https://example.com/{a} | },",
                "http://[::1]:80/a | ."
            })
    void aLinkEndsWherePeopleEndItInEveryScript(String link, String rest) {
        String show = "async ([file, text]) => {"
                + " const all = performance.getEntriesByType('resource').map(({ name }) => name);"
                + " const { body } = await import(all.find((name) => name.endsWith(file)));"
                + " return body(text).querySelector('a').textContent; }";
        assertEquals(link, page.evaluate(show, List.of("/conversation/body.js", "보기: " + link + rest)));
    }

    @Test
    void whatFollowsALinkMayBeAnother() {
        String show = "async ([file, text]) => {"
                + " const all = performance.getEntriesByType('resource').map(({ name }) => name);"
                + " const { body } = await import(all.find((name) => name.endsWith(file)));"
                + " return [...body(text).querySelectorAll('a')].map((link) => link.href); }";
        assertEquals(
                List.of("https://example.com/", "https://example.org/a"),
                page.evaluate(show, List.of("/conversation/body.js", "https://example.com과https://example.org/a。")));
    }

    private void assertLink(String href, String text, String rest) {
        String show = "async ([file, text]) => {"
                + " const all = performance.getEntriesByType('resource').map(({ name }) => name);"
                + " const { body } = await import(all.find((name) => name.endsWith(file)));"
                + " const [, link, after] = body(`see ${text}`).childNodes;"
                + " return [link.href, after.data]; }";
        assertEquals(List.of(href, rest), page.evaluate(show, List.of("/conversation/body.js", text)));
    }

    private void assertLinear(String file, String work, IntFunction<String> text) {
        String small = text.apply(LONGEST / TIMES_THE_SIZE);
        Number ratio = (Number) page.evaluate(RATIO.replace("WORK", work), List.of(file, small, text.apply(LONGEST)));
        assertTrue(
                ratio.doubleValue() <= TIMES_THE_WORK,
                () -> small.substring(0, 20) + "… takes " + ratio + " times the time when it is four times as long");
    }

    private static IntFunction<String> filledWith(String part) {
        return length -> part.repeat(length / part.codePointCount(0, part.length()));
    }

    /** So many different ones. */
    private static String ideographs(int count) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.appendCodePoint('一' + i);
        }
        return all.toString();
    }
}
