package chats.checker.history;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Each text has a mark in it that no other has, by which it is found wherever it is. */
public final class Traces {
    private static final Pattern MARK = Pattern.compile("<text [^<>]{1,60}>");
    private static final Pattern MARK_OR_HASH = Pattern.compile(MARK + "|[0-9a-f]{64}");

    private Traces() {}

    public static String mark(String unique) {
        return "<text " + unique + ">";
    }

    /** The marks, and hashes in hexadecimal, in anything at all. */
    public static Stream<String> in(String anything) {
        return MARK_OR_HASH.matcher(anything).results().map(MatchResult::group);
    }

    static Optional<String> markOf(String text) {
        return MARK.matcher(text).results().map(MatchResult::group).findFirst();
    }

    static String hashOf(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
