package chats.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.errors.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {
    @Test
    void nothingGivenIsTheFirstPageOfTheUsualLength() {
        assertEquals(new Paging(1, 10), Paging.of(null, null, 10));
    }

    @Test
    void noPageReachesBeyondTheFirstTenThousandEntries() {
        assertEquals(List.of(9_900, 100), offsetAndRoom("100", "100"));
        assertEquals(List.of(9_990, 10), offsetAndRoom("334", "30"));
        assertEquals(List.of(10_000, 0), offsetAndRoom("101", "100"));
        assertEquals(List.of(10_000, 0), offsetAndRoom("2147483647", "100"));
    }

    private static List<Integer> offsetAndRoom(String page, String limit) {
        Paging paging = Paging.of(page, limit, 10);
        return List.of(paging.offset(), paging.room());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "+1",
                "1.0",
                "1e1",
                "",
                " 1",
                "x",
                "2147483648",
                "99999999999999999999",
                "１",
                "01",
                "00000001",
                "٣"
            })
    void refusesAPageThatIsNoWholeNumberFromOne(String page) {
        ChatsException refusal = assertThrows(ChatsException.class, () -> Paging.of(page, null, 10));

        assertEquals(ErrorCode.VALIDATION_FAILED, refusal.code());
        assertEquals(
                List.of("page"),
                refusal.violations().stream().map(Violation::field).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "100000", "4294967297", "010"})
    void refusesALimitOutOfBounds(String limit) {
        assertThrows(ChatsException.class, () -> Paging.of("1", limit, 10));
    }

    @Test
    void namesEveryFieldAtFault() {
        ChatsException refusal = assertThrows(ChatsException.class, () -> Paging.of("0", "0", 10));

        assertEquals(2, refusal.violations().size());
    }
}
