package chats.schema;

import java.util.regex.Pattern;

/**
 * Whether a text can be a JDBC URL of PostgreSQL, as its driver reads them. To be asked before the server's data source is made:
 * that one would pass over a URL which it cannot read and connect to a database on this machine instead.
 */
final class DatabaseUrl {
    private static final String HOST = "(?:\\[[^\\]/]+\\]|[^:/,?\\[\\]@]+)(?::\\d{1,5})?";
    private static final Pattern URL =
            Pattern.compile("jdbc:postgresql:(?://(?:" + HOST + "(?:," + HOST + ")*)?/)?[^/?]*(?:\\?.*)?");

    private DatabaseUrl() {}

    static boolean isReadable(String url) {
        return URL.matcher(url).matches();
    }
}
