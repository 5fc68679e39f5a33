package chats.users;

import chats.names.Names;
import java.util.Optional;

/** Makes nicknames from the names of an outside identity provider, which may break the rules for nicknames. */
final class NicknameGenerator {
    static final int MAX_LENGTH = 40;

    private static final String FALLBACK = "user";

    private NicknameGenerator() {}

    /** The name as a nickname: without invisible characters, and cut if it is too long. */
    static String of(Optional<String> given) {
        String nickname = cut(Names.seen(given.orElse("")), MAX_LENGTH);
        return nickname.isEmpty() ? FALLBACK : nickname;
    }

    /** The nickname with a number at its end, cut so that it is not too long. */
    static String numbered(String nickname, long number) {
        String suffix = Long.toString(number);
        return cut(nickname, MAX_LENGTH - suffix.length()) + suffix;
    }

    /** If an emoji is cut apart behind a joiner, the joiner is removed too. */
    private static String cut(String text, int codePoints) {
        if (text.codePointCount(0, text.length()) <= codePoints) {
            return text;
        }
        return Names.seen(text.substring(0, text.offsetByCodePoints(0, codePoints)));
    }
}
