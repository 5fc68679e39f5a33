package chats.edge;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which addresses there are beside the application's: those of the container's own contexts, by port. Without a management port all of
 * them are on the first one. With one they are there alone, and the first port keeps the API document, and whether this node is up.
 *
 * <p>Which port it is, is the one that the connection came in by. The container's virtual hosts go by the port in the {@code Host}
 * header, which is another one behind a proxy, and which a stranger may choose.
 */
final class Routes {
    private static final String SOCKET_IO = "/socket.io";
    private static final String HEALTH = "/health";
    private static final String METRICS = "/metrics";
    private static final String DOCUMENT = "/openapi";
    private static final String DOCUMENT_PAGE = "/openapi/ui";
    /** What the container adds to these and nobody asked for: it sends strangers to a port that is not there. */
    private static final String CONTAINER_API = "/ibm";

    private static final Set<String> KNOWN =
            Set.of(HEALTH, HEALTH + "/started", HEALTH + "/live", HEALTH + "/ready", METRICS, DOCUMENT);
    private static final Set<String> READING = Set.of("GET", "HEAD");
    /** What could not be read in one line of a log. */
    private static final Pattern METRICS_QUERY = Pattern.compile("([a-z]+=[\\w.:-]{1,100}&?){0,4}");

    private final Optional<Integer> managementPort;

    Routes(Optional<Integer> managementPort) {
        this.managementPort = managementPort;
    }

    /**
     * Who answers.
     *
     * @param port where the request came in
     * @throws ChatsException {@code not_found}, {@code method_not_allowed}, {@code validation_failed}
     */
    Route of(RequestHead request, int port) {
        String path = request.path();
        String known = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        boolean isManagement = isManagement(port);
        if (!isContainers(path)) {
            require(!isManagement, ErrorCode.NOT_FOUND);
            return Route.APPLICATION;
        }
        require(KNOWN.contains(known) || isPage(path), ErrorCode.NOT_FOUND);
        boolean isBare = managementPort.isPresent() && !isManagement;
        require(!isBare || known.equals(HEALTH) || known.equals(DOCUMENT), ErrorCode.NOT_FOUND);
        require(READING.contains(request.method()), ErrorCode.METHOD_NOT_ALLOWED);
        require(
                !path.startsWith(METRICS)
                        || METRICS_QUERY.matcher(request.query()).matches(),
                ErrorCode.VALIDATION_FAILED);
        return isBare && known.equals(HEALTH) ? Route.HEALTH : Route.CONTAINER;
    }

    boolean isManagement(int port) {
        return managementPort.filter(own -> own == port).isPresent();
    }

    /** Whether it opens a socket or belongs to one: such a request holds no thread. */
    static boolean isSocket(RequestHead request) {
        return isBelow(request.path(), SOCKET_IO);
    }

    /** Whether an address belongs to one of the container's contexts. */
    static boolean isContainers(String path) {
        return isBelow(path, HEALTH)
                || isBelow(path, METRICS)
                || isBelow(path, DOCUMENT)
                || isBelow(path, CONTAINER_API);
    }

    static boolean isMetrics(String path) {
        return isBelow(path, METRICS);
    }

    /** Whether it belongs to the page that shows the API document. */
    static boolean isPage(String path) {
        return isBelow(path, DOCUMENT_PAGE);
    }

    private static boolean isBelow(String path, String context) {
        return path.startsWith(context) && (path.length() == context.length() || path.charAt(context.length()) == '/');
    }

    private static void require(boolean holds, ErrorCode otherwise) {
        if (!holds) {
            throw new ChatsException(otherwise);
        }
    }
}
