package chats.users;

import chats.names.Names;
import java.util.Optional;

/** Makes nicknames for people whose identity provider knows no rule about them. */
final class NicknameGenerator {
    static final int MAX_LENGTH = 40;

    private static final String FALLBACK = "user";

    private NicknameGenerator() {}

    /** The given name as a nickname: what can be seen of it, cut if it is too long. */
    static String of(Optional<String> given) {
        String nickname = cut(Names.seen(given.orElse("")), MAX_LENGTH);
        return nickname.isEmpty() ? FALLBACK : nickname;
    }

    /** The same nickname with a number behind it, no longer than a nickname may be. */
    static String numbered(String nickname, long number) {
        String suffix = Long.toString(number);
        return cut(nickname, MAX_LENGTH - suffix.length()) + suffix;
    }

    /** A joiner at the end, whose second emoji was cut off, goes too. */
    private static String cut(String text, int codePoints) {
        if (text.codePointCount(0, text.length()) <= codePoints) {
            return text;
        }
        return Names.seen(text.substring(0, text.offsetByCodePoints(0, codePoints)));
    }
}
