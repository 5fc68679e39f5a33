package chats.users;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.Growth;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NicknameGeneratorTest {
    @Test
    void isTrimmedAndCutToFortyCharacters() {
        assertEquals("alice", NicknameGenerator.of(Optional.of("  alice\n")));
        assertEquals("😀".repeat(40), NicknameGenerator.of(Optional.of("😀".repeat(41))));
        assertEquals("a".repeat(39), NicknameGenerator.of(Optional.of("a".repeat(39) + " bcd")));
    }

    @Test
    void leavesOutWhatNobodySees() {
        assertEquals("alice", NicknameGenerator.of(Optional.of("al\0ice\ud800")));
        assertEquals("alice b", NicknameGenerator.of(Optional.of("\u202ealice\u00a0\u200b\nb\ufeff")));
        assertEquals("user", NicknameGenerator.of(Optional.of("\u3164")));
    }

    @Test
    void isNotCutInTheMiddleOfAJoinedEmoji() {
        assertEquals("a".repeat(38) + "👨", NicknameGenerator.of(Optional.of("a".repeat(38) + "👨‍👩‍👧")));
        assertEquals("a".repeat(38) + "👨2", NicknameGenerator.numbered("a".repeat(38) + "👨‍", 2));
    }

    @Test
    void somebodyWithoutANameIsAUser() {
        assertEquals("user", NicknameGenerator.of(Optional.empty()));
        assertEquals("user", NicknameGenerator.of(Optional.of(" \0 ")));
    }

    @Test
    void aNumberBehindItStaysWithinFortyCharacters() {
        assertEquals("alice2", NicknameGenerator.numbered("alice", 2));
        assertEquals("a".repeat(38) + "17", NicknameGenerator.numbered("a".repeat(40), 17));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a", "a ", "\0", "\ud800", "😀"})
    void isMadeInATimeThatGrowsWithWhatIsGiven(String part) throws Exception {
        Growth.assertLinear("nickname", 20_000, length -> {
            Optional<String> given = Optional.of(part.repeat(length / part.length()));
            return () -> NicknameGenerator.of(given);
        });
    }
}
