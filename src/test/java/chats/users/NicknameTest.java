package chats.users;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.Growth;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NicknameTest {
    @Test
    void isTrimmedAndCutToFortyCharacters() {
        assertEquals("alice", Nickname.of(Optional.of("  alice\n")));
        assertEquals("😀".repeat(40), Nickname.of(Optional.of("😀".repeat(41))));
        assertEquals("a".repeat(39), Nickname.of(Optional.of("a".repeat(39) + " bcd")));
    }

    @Test
    void leavesOutWhatNobodySees() {
        assertEquals("alice", Nickname.of(Optional.of("al\0ice\ud800")));
        assertEquals("alice b", Nickname.of(Optional.of("\u202ealice\u00a0\u200b\nb\ufeff")));
        assertEquals("user", Nickname.of(Optional.of("\u3164")));
    }

    @Test
    void isNotCutInTheMiddleOfAJoinedEmoji() {
        assertEquals("a".repeat(38) + "👨", Nickname.of(Optional.of("a".repeat(38) + "👨‍👩‍👧")));
        assertEquals("a".repeat(38) + "👨2", Nickname.numbered("a".repeat(38) + "👨‍", 2));
    }

    @Test
    void somebodyWithoutANameIsAUser() {
        assertEquals("user", Nickname.of(Optional.empty()));
        assertEquals("user", Nickname.of(Optional.of(" \0 ")));
    }

    @Test
    void aNumberBehindItStaysWithinFortyCharacters() {
        assertEquals("alice2", Nickname.numbered("alice", 2));
        assertEquals("a".repeat(38) + "17", Nickname.numbered("a".repeat(40), 17));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a", "a ", "\0", "\ud800", "😀"})
    void isMadeInATimeThatGrowsWithWhatIsGiven(String part) throws Exception {
        Growth.assertLinear("nickname", 20_000, length -> {
            Optional<String> given = Optional.of(part.repeat(length / part.length()));
            return () -> Nickname.of(given);
        });
    }
}
