package chats.schema;

import java.util.regex.Pattern;

/**
 * Checks whether a text is a JDBC URL that the PostgreSQL driver can read. This must be checked before the container
 * creates the data source: with an unreadable URL, that would connect to a database on localhost instead.
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
