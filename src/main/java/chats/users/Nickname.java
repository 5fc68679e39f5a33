package chats.users;

import java.util.Optional;

/** Makes nicknames for people whose identity provider knows no rule about them. */
final class Nickname {
    static final int MAX_LENGTH = 40;

    private static final String FALLBACK = "user";

    private Nickname() {}

    /** The given name as a nickname: what the database cannot store left out, trimmed, and cut if it is too long. */
    static String of(Optional<String> given) {
        StringBuilder kept = new StringBuilder();
        given.orElse("")
                .codePoints()
                .filter(point -> point != 0 && Character.getType(point) != Character.SURROGATE)
                .forEach(kept::appendCodePoint);
        String nickname = cut(kept.toString().strip(), MAX_LENGTH);
        return nickname.isEmpty() ? FALLBACK : nickname;
    }

    /** The same nickname with a number behind it, no longer than a nickname may be. */
    static String numbered(String nickname, long number) {
        String suffix = Long.toString(number);
        return cut(nickname, MAX_LENGTH - suffix.length()) + suffix;
    }

    private static String cut(String text, int codePoints) {
        if (text.codePointCount(0, text.length()) <= codePoints) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, codePoints)).strip();
    }
}
