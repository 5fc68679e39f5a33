package chats.http;

/**
 * Checks the syntax of {@code Content-Type} and {@code Accept} (RFC 9110, 8.3 and 12.5.1). Malformed headers must not
 * reach the server's own parsers, which would log a stack trace for each.
 */
public final class MediaTypes {
    private static final String PUNCTUATION = "!#$%&'*+-.^_`|~";

    private final String text;
    private int at;

    private MediaTypes(String text) {
        this.text = text;
    }

    /** Whether the text is one media type, such as {@code text/plain;charset=utf-8}. */
    public static boolean isType(String text) {
        MediaTypes types = new MediaTypes(text);
        types.blanks();
        return types.type() && types.parameters() && types.isAtTheEnd();
    }

    /**
     * Whether the text is a list of media ranges with weights, such as {@code text/html, *}{@code /*;q=0.1}. The list
     * may be empty.
     */
    public static boolean isAccept(String text) {
        MediaTypes types = new MediaTypes(text);
        do {
            types.blanks();
            if (!types.isElementOver() && !(types.range() && types.parameters())) {
                return false;
            }
        } while (types.take(','));
        return types.isAtTheEnd();
    }

    /** Accepts a single asterisk too, because older Java clients send it. */
    private boolean range() {
        int start = at;
        return type() || text.substring(start, at).equals("*");
    }

    private boolean type() {
        return token() && take('/') && token();
    }

    private boolean parameters() {
        blanks();
        while (take(';')) {
            blanks();
            if (!isElementOver() && !parameter()) {
                return false;
            }
            blanks();
        }
        return isElementOver();
    }

    private boolean parameter() {
        int start = at;
        if (!token()) {
            return false;
        }
        boolean isWeight = text.substring(start, at).equalsIgnoreCase("q");
        if (!take('=')) {
            return !isWeight;
        }
        int value = at;
        return isWeight ? token() && isWeight(text.substring(value, at)) : token() || quoted();
    }

    private static boolean isWeight(String number) {
        return number.matches("0?\\.[0-9]{1,9}|0\\.?|1(\\.0{0,9})?");
    }

    private boolean isElementOver() {
        return isAtTheEnd() || text.charAt(at) == ',' || text.charAt(at) == ';';
    }

    private boolean quoted() {
        if (!take('"')) {
            return false;
        }
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return take('"');
    }

    private boolean token() {
        int start = at;
        while (at < text.length() && isTokenCharacter(text.charAt(at))) {
            at++;
        }
        return at > start;
    }

    private void blanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private boolean take(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private boolean isAtTheEnd() {
        return at == text.length();
    }

    private static boolean isTokenCharacter(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || PUNCTUATION.indexOf(c) >= 0;
    }
}
