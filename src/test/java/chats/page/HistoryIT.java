package chats.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A long history is scrolled through while the page stays small and still. */
@Order(3)
class HistoryIT extends PageStory {
    HistoryIT(Stage stage) {
        super(stage);
    }

    /** Many times what is shown at once. */
    @Test
    void threeThousandMessagesAreScrolledThrough() throws SQLException {
        areScrolledThrough(3_000);
    }

    @Test
    @Tag("long")
    void tenThousandMessagesAreScrolledThrough() throws SQLException {
        areScrolledThrough(10_000);
    }

    @Test
    void nothingMovesByItselfWhenMessagesArrive() {
        Friend carol = friend("Carol");
        Visitor alice = newcomer("Alice", Screen.WIDE);
        long id = carol.idOf(alice.nickname());
        long open = carol.startsChat("Open", id);
        long other = carol.startsChat("Other", id);
        carol.says(open, "first").says(other, "first");
        alice.opens("Open").hears("first");
        Page page = alice.page();
        page.waitForTimeout(700);
        page.evaluate("() => { window.shifts = 0; new PerformanceObserver(list => {"
                + " for (const entry of list.getEntries()) window.shifts += entry.value;"
                + "}).observe({ type: 'layout-shift' }); }");
        for (int i = 1; i <= 30; i++) {
            carol.says(open, "message " + i).says(other, "elsewhere " + i);
        }
        assertThat(alice.lastMessage()).hasText("message 30");
        assertThat(alice.lastMessage()).isInViewport();
        assertThat(page.locator(".conversation-row").first()).containsText("elsewhere 30");
        page.waitForTimeout(500);
        assertEquals(0.0, ((Number) page.evaluate("() => window.shifts")).doubleValue(), 0.001);
    }

    private void areScrolledThrough(int messages) throws SQLException {
        Friend carol = friend("Carol");
        Account account = Account.named("Alice");
        Login login = Login.withCookie(account);
        long chat = carol.startsChat("Epic", carol.idOf(account.nickname()));
        fill(chat, carol.id(), messages);
        Visitor alice = visitor(account, Screen.WIDE).isSignedInBy(login).opens("Epic");
        assertThat(alice.lastMessage()).isVisible();
        alice.page().locator(".newest").click();
        assertThat(alice.lastMessage()).hasText("message " + messages + " and some words");

        Map<?, ?> seen = (Map<?, ?>) alice.page().evaluate(SCROLL_TO_START);
        assertEquals(1, number(seen, "first"), "the first message was reached");
        assertTrue(number(seen, "most") <= 450, "rows at once: " + seen);
        assertTrue(number(seen, "jump") <= 1, "what is read stays in its place: " + seen);

        alice.button("Newest messages").click();
        assertThat(alice.lastMessage()).hasText("message " + messages + " and some words");
        assertThat(alice.lastMessage()).isInViewport();
    }

    /** Scrolls up in big steps, and notes how far what stood at the top of the view moved when a page was added above it. */
    private static final String SCROLL_TO_START = "async () => {"
            + " const scroller = document.querySelector('.scroller');"
            + " const rows = document.querySelector('.rows');"
            + " const frame = () => new Promise(requestAnimationFrame);"
            + " let most = 0, jump = 0;"
            + " const until = performance.now() + 180000;"
            + " while (performance.now() < until) {"
            + "   scroller.scrollTop = Math.max(0, scroller.scrollTop - 4000);"
            + "   await frame();"
            + "   const top = scroller.getBoundingClientRect().top;"
            + "   const read = [...rows.querySelectorAll('.bubble')].find(b => b.getBoundingClientRect().bottom > top);"
            + "   const at = read.getBoundingClientRect().top;"
            + "   const first = rows.querySelector('.message').seq;"
            + "   if (first === 1 && scroller.scrollTop === 0) break;"
            + "   if (scroller.scrollTop < scroller.clientHeight)"
            + "     for (let i = 0; i < 600 && first !== 1 && rows.querySelector('.message').seq === first; i++) await frame();"
            + "   if (read.isConnected) jump = Math.max(jump, Math.abs(read.getBoundingClientRect().top - at));"
            + "   most = Math.max(most, rows.children.length);"
            + " }"
            + " return { first: rows.querySelector('.message').seq, most, jump: Math.ceil(jump) }; }";

    private static int number(Map<?, ?> seen, String name) {
        return ((Number) seen.get(name)).intValue();
    }

    private void fill(long chat, long author, int messages) throws SQLException {
        try (Connection database = Stage.database();
                PreparedStatement insert =
                        database.prepareStatement("INSERT INTO messages_model (chat_id, author_id, seq, message)"
                                + " SELECT ?, ?, n, 'message ' || n || ' and some words' || CASE WHEN n % 7 = 0"
                                + " THEN repeat(E'\\nanother line', (n % 5)::int) ELSE '' END"
                                + " FROM generate_series(1, ?) n");
                PreparedStatement update =
                        database.prepareStatement("UPDATE chats_model SET last_seq = ? WHERE id = ?")) {
            insert.setLong(1, chat);
            insert.setLong(2, author);
            insert.setInt(3, messages);
            insert.executeUpdate();
            update.setLong(1, messages);
            update.setLong(2, chat);
            update.executeUpdate();
        }
    }
}
