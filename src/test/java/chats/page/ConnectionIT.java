package chats.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocket;
import com.microsoft.playwright.WebSocketRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's socket, when it is closed, runs out, goes dead or cannot be opened. */
class ConnectionIT extends PageStory {
    private static final String SOCKETS = "**/chats";
    private static final String STATE = ".connection[data-state=%s]";

    /** While it is told to, this tab offers a token that the server refuses; a browser sees no more of that than of a proxy's refusal. */
    private static final String SPOILT_TOKENS = """
            const Real = window.WebSocket;
            window.WebSocket = class extends Real {
                constructor(url, protocols) {
                    super(url, window.spoils ? ['chats.v1', 'bearer.none'] : protocols);
                }
            };
            """;

    private static final String TOKEN =
            "async () => (await import(document.querySelector('link[href$=\"/session/session.js\"]').href)).freshToken()";

    private static final String WATCH_STATES =
            "() => { const view = document.querySelector('.connection'); window.states = [];"
                    + " new MutationObserver(() => window.states.push(view.dataset.state))"
                    + ".observe(view, { attributeFilter: ['data-state'] }); }";

    /** Where the sockets of one tab go through. */
    private static final class Way {
        private final AtomicReference<WebSocketRoute> page = new AtomicReference<>();
        private final AtomicReference<WebSocketRoute> server = new AtomicReference<>();
        private final AtomicBoolean swallows = new AtomicBoolean();

        Way(Page tab) {
            tab.routeWebSocket(SOCKETS, route -> {
                page.set(route);
                server.set(route.connectToServer());
                route.onMessage(frame -> pass(server.get(), frame.text()));
                server.get().onMessage(frame -> pass(route, frame.text()));
            });
            tab.reload();
        }

        private void pass(WebSocketRoute to, String frame) {
            if (!swallows.get()) {
                to.send(frame);
            }
        }

        void close(int code) {
            page.get().close(new WebSocketRoute.CloseOptions().setCode(code));
            server.get().close();
        }
    }

    ConnectionIT(Stage stage) {
        super(stage);
    }

    /** 4429 is a flood, which the server remembers for ten seconds. */
    @ParameterizedTest
    @ValueSource(ints = {1001, 1013, 4429, 4508})
    void afterEveryCloseItComesBackAndMissesNothing(int code) {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        long chat = carol.startsChat("Closed", carol.idOf(alice.nickname()));
        Way way = new Way(alice.page());
        alice.isIn().opens("Closed");
        carol.says(chat, "before");
        alice.hears("before");

        way.close(code);
        assertThat(alice.page().locator(STATE.formatted("waiting"))).isVisible();
        String seconds = code == 4429 ? "(9|10)" : code == 1013 ? "[45]" : "[012]";
        assertThat(alice.page().locator(".connection .countdown"))
                .hasText(Pattern.compile("Connection lost. Next try in " + seconds + " s"));
        alice.says("written meanwhile");
        carol.says(chat, "said meanwhile");
        if (code == 4429) {
            alice.button("Try now").click();
        }
        alice.isIn();
        assertThat(alice.page().locator("[data-state=sent].message")).hasCount(1);
        carol.says(chat, "after");
        assertThat(alice.lastMessage()).hasText("after");
        assertEquals(4, alice.messages().count(), "each once");
        assertTrue(alice.messages().allTextContents().containsAll(List.of("written meanwhile", "said meanwhile")));
    }

    @Test
    void whoseTokenRanOutComesBackAtOnceWithTheNextOne() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Way way = new Way(alice.page());
        alice.isIn();
        List<String> refreshes = refreshes(alice);
        Object before = alice.page().evaluate(TOKEN);
        alice.page().evaluate(WATCH_STATES);

        way.close(4401);
        alice.page().waitForFunction("() => window.states.at(-1) === 'live'");
        assertFalse(
                alice.page().evaluate("() => window.states.join()").toString().contains("waiting"));
        assertEquals(1, refreshes.size());
        assertNotEquals(before, alice.page().evaluate(TOKEN));
    }

    @Test
    void aSocketLivesOnUnderTheNextToken() {
        Visitor alice = visitor("Alice", Screen.WIDE);
        List<JsonNode> sent = new ArrayList<>();
        List<JsonNode> heard = new ArrayList<>();
        List<WebSocket> sockets = new ArrayList<>();
        alice.page().onWebSocket(socket -> {
            sockets.add(socket);
            socket.onFrameSent(frame -> note(frame.text(), sent));
            socket.onFrameReceived(frame -> note(frame.text(), heard));
        });
        alice.page().clock().install();
        alice.isSignedInBy(Login.withCookie(alice.account()));
        Object first = alice.page().evaluate(TOKEN);

        alice.page().clock().fastForward("14:45");
        alice.page().waitForCondition(() -> !heard.isEmpty());
        String second = sent.get(sent.size() - 1).at("/data/token").asText();
        assertNotEquals(first, second);
        assertEquals(alice.page().evaluate(TOKEN), second);
        assertTrue(heard.get(0).at("/data/expiresAt").isTextual(), () -> "" + heard);
        assertEquals(1, sockets.size());
        alice.isIn();
    }

    /** As where a cable was pulled: nobody says that the connection is gone. */
    @Test
    void aConnectionThatIsDeadIsFoundOut() {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        long chat = carol.startsChat("Dead", carol.idOf(alice.nickname()));
        alice.page().clock().install();
        Way way = new Way(alice.page());
        alice.isIn().opens("Dead");

        way.swallows.set(true);
        carol.says(chat, "unheard");
        alice.page().clock().fastForward(31_000);
        alice.page().clock().fastForward(16_000);
        assertThat(alice.page().locator(STATE.formatted("waiting"))).isVisible();
        way.swallows.set(false);
        alice.isIn().hears("unheard");
    }

    @Test
    void whereNoSocketCanBeOpenedThatIsSaidInPlainWordsAndNothingIsLost() {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        long chat = carol.startsChat("Blocked", carol.idOf(alice.nickname()));
        alice.page().addInitScript(SPOILT_TOKENS);
        alice.page().addInitScript("window.spoils = true");
        List<String> refreshes = refreshes(alice);
        alice.page().reload();
        alice.row("Blocked").click();
        alice.says("meanwhile");
        assertThat(alice.page().locator(".connection .countdown"))
                .hasText(Pattern.compile(
                        "The server answers, but no live connection .* WebSockets .* Next try in \\d+ s"));
        assertThat(alice.page()
                        .locator("[role=status].visually-hidden")
                        .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("WebSockets")))
                .hasCount(1);
        assertThat(alice.page().locator("[data-state=waiting].message")).hasCount(1);
        assertEquals(1, refreshes.size(), "of the reload; the token is good, as REST says");
        alice.saves("blocked");

        alice.page().evaluate("() => { window.spoils = false; }");
        alice.isIn();
        assertThat(alice.page().locator("[data-state=sent].message")).hasCount(1);
        carol.says(chat, "heard");
        alice.hears("meanwhile", "heard");
    }

    @Test
    void inKoreanToo() {
        Visitor mina = newcomer("민아", Screen.WIDE.in("ko-KR"));
        mina.page().addInitScript(SPOILT_TOKENS);
        mina.page().addInitScript("window.spoils = true");
        mina.page().reload();
        assertThat(mina.page().locator(".connection .countdown"))
                .hasText(Pattern.compile("서버는 응답하지만 .*WebSocket.* \\d+초 뒤 다시 연결합니다"));
    }

    /** A token that the server refuses at the handshake although its time is not over: its login has ended. */
    @Test
    void whoseLoginHasEndedMeanwhileIsLedToTheEntrance() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Way way = new Way(alice.page());
        alice.isIn();
        String token = alice.page().evaluate(TOKEN).toString();
        alice.profile().setOffline(true);
        assertThat(alice.page().locator(STATE.formatted("waiting"))).isVisible();
        Friend.logsOut(stage.server(), token);
        alice.profile().setOffline(false);
        assertThat(alice.page().getByLabel("Email")).isVisible();
        assertThat(alice.page().locator(".notice")).isVisible();
        assertTrue(way.page.get() != null);
    }

    /** Each try takes longer to come than the one before, and no two pages try at the same time. */
    @Test
    void aConnectionThatDoesNotLastIsTriedLessAndLess() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        AtomicBoolean lets = new AtomicBoolean();
        List<Long> tries = new ArrayList<>();
        alice.page().routeWebSocket(SOCKETS, route -> {
            if (lets.get()) {
                route.connectToServer();
            } else {
                tries.add(System.nanoTime());
                route.close(new WebSocketRoute.CloseOptions().setCode(1012));
            }
        });
        alice.page().reload();
        alice.page().waitForCondition(() -> tries.size() == 4);
        long second = 1_000_000_000;
        for (int i = 1; i < tries.size(); i++) {
            long least = (long) (0.75 * second * (1 << (i - 1)));
            assertTrue(tries.get(i) - tries.get(i - 1) >= least * 0.95, "try " + i + " came too soon");
        }
        lets.set(true);
        alice.button("Try now").click();
        alice.isIn();
    }

    private static List<String> refreshes(Visitor visitor) {
        List<String> refreshes = new ArrayList<>();
        visitor.page().onRequest(request -> {
            if (request.url().endsWith("/auth/refresh")) {
                refreshes.add(request.url());
            }
        });
        return refreshes;
    }

    private static void note(String text, List<JsonNode> refreshes) {
        JsonNode frame = Json.read(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        if (frame.path("event").asText().equals("refresh_token")) {
            refreshes.add(frame);
        }
    }
}
