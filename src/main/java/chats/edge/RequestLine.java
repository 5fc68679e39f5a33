package chats.edge;

import static chats.edge.RequestHead.malformed;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The first line of a request: {@code METHOD SP target SP version}.
 *
 * @param authority the host, if the target has the absolute form ({@code http://host/path})
 * @param path as it was sent, without the query
 * @param query what follows the question mark; empty if there is none
 * @param isOld whether the version is HTTP/1.0
 */
record RequestLine(String method, Optional<String> authority, String path, String query, boolean isOld) {
    private static final String ABSOLUTE = "http://";
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    /** @throws ChatsException {@code validation_failed}, {@code method_not_allowed} */
    static RequestLine read(String line) {
        int first = line.indexOf(' ');
        int second = line.indexOf(' ', first + 1);
        if (first < 1 || second < first + 2 || line.indexOf(' ', second + 1) >= 0) {
            throw malformed("A request line is a method, a target and a version, with one space between them.");
        }
        String method = line.substring(0, first);
        if (!HttpTokens.isToken(method)) {
            throw malformed("A method is a word.");
        }
        String version = line.substring(second + 1);
        boolean isOld = version.equals("HTTP/1.0");
        if (!isOld && !version.equals("HTTP/1.1")) {
            throw malformed("The version is HTTP/1.1 or HTTP/1.0.");
        }
        if (method.equals("TRACE") || method.equals("CONNECT")) {
            throw new ChatsException(ErrorCode.METHOD_NOT_ALLOWED);
        }
        return of(method, line.substring(first + 1, second), isOld);
    }

    private static RequestLine of(String method, String target, boolean isOld) {
        if (!target.regionMatches(true, 0, ABSOLUTE, 0, ABSOLUTE.length())) {
            return of(method, Optional.empty(), target, isOld);
        }
        int slash = target.indexOf('/', ABSOLUTE.length());
        if (slash < 0) {
            throw malformed("A target that names a host has a path.");
        }
        return of(method, Optional.of(target.substring(ABSOLUTE.length(), slash)), target.substring(slash), isOld);
    }

    private static RequestLine of(String method, Optional<String> authority, String target, boolean isOld) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        RequestPath.problem(path).ifPresent(problem -> {
            throw malformed(problem);
        });
        if (query.indexOf('#') >= 0
                || query.indexOf('\t') >= 0
                || BAD_ESCAPE.matcher(query).find()) {
            throw malformed("A query has no white space, no fragment, and no escapes that are none.");
        }
        return new RequestLine(method, authority, path, query, isOld);
    }
}
