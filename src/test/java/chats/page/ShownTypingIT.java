package chats.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Who is typing is shown to the others, until a message comes or nothing more is typed. */
@Order(3)
class ShownTypingIT extends PageStory {
    ShownTypingIT(Stage stage) {
        super(stage);
    }

    @Test
    void whoTypesIsShownUntilTheMessageComes() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Visitor bob = newcomer("Bob", Screen.PHONE);
        alice.startsChat("Lunch", bob.nickname()).says("Hungry?");
        bob.opens("Lunch").hears("Hungry?");
        types(bob, alice, bob.nickname() + " is typing");
        assertThat(bob.typing()).isEmpty();
        bob.says("Very");
        alice.hears("Hungry?", "Very");
        assertEquals("", alice.typing().textContent());

        // whoever stops is not shown for long
        types(bob, alice, bob.nickname() + " is typing");
        assertThat(alice.typing()).isEmpty();
        assertThat(alice.page().locator("[aria-live] .typing, [role=status] .typing"))
                .hasCount(0);
    }

    @Test
    void ofAWhisperTheOtherOneAloneIsTold() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Visitor bob = newcomer("Bob", Screen.WIDE);
        alice.startsWhisper(bob.nickname()).says("psst");
        bob.shows("Whispers").opens(alice.nickname()).hears("psst");
        Visitor second = again(alice, Screen.PHONE);
        second.shows("Whispers").opens(bob.nickname()).hears("psst");
        types(alice, bob, alice.nickname() + " is typing");
        assertThat(second.typing()).isEmpty();
        types(bob, second, bob.nickname() + " is typing");
        types(bob, alice, bob.nickname() + " is typing");
    }

    @Test
    void severalAreNamedTogetherInTheOpenChatAlone() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Visitor bob = newcomer("Bob", Screen.WIDE);
        Visitor carol = newcomer("Carol", Screen.WIDE);
        alice.startsChat("Together", bob.nickname(), carol.nickname());
        bob.opens("Together");
        carol.opens("Together");
        String names = bob.nickname() + ", " + carol.nickname();
        alice.page().waitForCondition(() -> {
            bob.composer().press("b");
            carol.composer().press("c");
            String said = alice.typing().textContent();
            return said.equals(names + " are typing")
                    || said.equals(carol.nickname() + ", " + bob.nickname() + " are typing");
        });
        alice.startsChat("Elsewhere", bob.nickname());
        types(bob, carol, bob.nickname() + " is typing");
        assertThat(alice.typing()).isEmpty();
    }

    @Test
    void theServerIsToldSeldomAndNotOfAnEmptyField() {
        Visitor alice = newcomer("Alice", Screen.WIDE);
        Visitor bob = newcomer("Bob", Screen.WIDE);
        alice.startsChat("Quiet", bob.nickname());
        assertThat(alice.typing()).hasCount(1);
        alice.notes("typing");
        alice.composer().fill(" ");
        alice.composer().fill("");
        assertEquals(0, number(alice, "window.noted.length"));
        alice.page().waitForCondition(() -> {
            alice.composer().press("x");
            return number(alice, "window.noted.length") == 3;
        });
        assertTrue(alice.pauses().stream().allMatch(pause -> pause >= 1_900), alice.pauses()::toString);
    }

    @Test
    void inKorean() {
        Visitor mina = newcomer("민아", Screen.PHONE.in("ko-KR").dark());
        Visitor bob = newcomer("Bob", Screen.WIDE);
        bob.startsChat("한국어", mina.nickname());
        mina.opens("한국어");
        types(bob, mina, bob.nickname() + "님이 입력하고 있습니다");
        mina.saves("typing-narrow-dark");
    }

    /** Types until the other one sees it: it is shown for a moment. */
    private static void types(Visitor who, Visitor other, String shown) {
        other.page().waitForCondition(() -> {
            who.composer().press("x");
            return other.typing().textContent().equals(shown);
        });
    }

    private static int number(Visitor visitor, String expression) {
        return ((Number) visitor.page().evaluate(expression)).intValue();
    }
}
