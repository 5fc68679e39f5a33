package chats.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.util.VersionInfo;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameSkeletonTest {
    private static final VersionInfo UNICODE = VersionInfo.getInstance(17);

    @ParameterizedTest
    @CsvSource({
        "Support Team, SUPPORT TEAM",
        "Support Team, Support  Team",
        "Support Team, Support\u00a0Team",
        "Support Team, Ｓｕｐｐｏｒｔ　Ｔｅａｍ",
        "straße, STRASSE",
        "ﬁona, Fiona",
        "Zoë, Zoe\u0308",
        "ΣΊΣΥΦΟΣ, σίσυφος",
        "홍길동, \u1112\u1169\u11bc\u1100\u1175\u11af\u1103\u1169\u11bc",
        "alice, ali\u200bce",
        "alice, ali\u202ece",
        "❤️, ❤",
        "Ａda①, ada1"
    })
    void theSameWordsAreAlikeHoweverTheyAreWritten(String one, String other) {
        assertAlike(one, other);
    }

    @ParameterizedTest
    @CsvSource({
        // Cyrillic Ѕ, Т, о
        "Support Team, Ѕupport Team",
        "Support Team, Support Тeam",
        "SUPPORT TEAM, Suррort Team",
        "Support Team, ЅUPPORT TEAM",
        // all of it Cyrillic
        "ace, асе",
        "ACE, асе",
        "Bob, ВОВ",
        "Ivan, Іvan",
        // Greek
        "Vova, Vονa",
        "kate, κate",
        "Omega, Οmega",
        // Armenian, Cherokee
        "so, ѕօ",
        "AMY, ᎪᎷY",
        // in the middle of others
        "Support Team DJ Иван, Ѕupport Team DJ Иван",
        // Katakana and Han
        "ロ, 口",
        "二, ニ"
    })
    void whatCanBeTakenForAnotherByItsScriptIsAlike(String one, String other) {
        assertAlike(one, other);
    }

    @ParameterizedTest
    @CsvSource({
        "rn, m",
        "corn, com",
        "Ivan, lvan",
        "Bob0, BobO",
        "user1, userl",
        "vv, w",
        "alice, bob",
        "alice, alice2",
        "SupportTeam, Support Team",
        "홍길동, 홍길순",
        "さくら, サクラ",
        "Анна, Anna",
        "Саша, Caina",
        "Мария, Mapur",
        "Zoe, Zoë",
        "👍, 👎",
        "🇰🇷, 🇯🇵"
    })
    void otherNamesAreNot(String one, String other) {
        assertFalse(NameSkeleton.of(one).areLike(NameSkeleton.of(other)));
        assertFalse(NameSkeleton.of(other).areLike(NameSkeleton.of(one)));
    }

    @Test
    void theHashesAreInOrderAndEachThereOnce() {
        for (String name : new String[] {"Alice", "홍길동", "", "ВОВ"}) {
            long[] hashes = NameSkeleton.of(name).hashes();
            assertTrue(hashes.length > 0);
            assertEquals(
                    Arrays.stream(hashes).sorted().distinct().boxed().toList(),
                    Arrays.stream(hashes).boxed().toList());
        }
    }

    /** They are in databases. Whoever changes them, such as by a newer ICU, has to write a migration that sets nickname_looks to null. */
    @Test
    void theHashesAreThoseOfTheDatabases() {
        int all = IntStream.concat(IntStream.range(0x21, 0xD800), IntStream.range(0xF900, 0x30000))
                .filter(point ->
                        UCharacter.isDefined(point) && UCharacter.getAge(point).compareTo(UNICODE) <= 0)
                .map(point -> Arrays.hashCode(
                        NameSkeleton.of(Character.toString(point)).hashes()))
                .reduce(0, (sum, hash) -> 31 * sum + hash);
        assertEquals(-2_068_944_627, all);
    }

    private static void assertAlike(String one, String other) {
        NameSkeleton looks = NameSkeleton.of(one);
        NameSkeleton others = NameSkeleton.of(other);
        assertTrue(looks.areLike(others), () -> one + " " + other);
        assertTrue(others.areLike(looks), () -> other + " " + one);
        assertTrue(
                Arrays.stream(looks.hashes())
                        .anyMatch(hash -> Arrays.stream(others.hashes()).anyMatch(each -> each == hash)),
                () -> one + " is found by " + other);
    }
}
