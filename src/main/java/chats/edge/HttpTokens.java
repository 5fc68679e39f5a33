package chats.edge;

/** Tokens of HTTP (RFC 9110, 5.6.2), which methods and names of headers are. */
final class HttpTokens {
    private static final boolean[] TOKEN = new boolean[128];

    static {
        for (char c = '0'; c <= 'z'; c++) {
            TOKEN[c] = Character.isLetterOrDigit(c);
        }
        for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
            TOKEN[c] = true;
        }
    }

    private HttpTokens() {}

    static boolean isToken(int c) {
        return c >= 0 && c < TOKEN.length && TOKEN[c];
    }

    static boolean isToken(String word) {
        return !word.isEmpty() && word.chars().allMatch(HttpTokens::isToken);
    }
}
