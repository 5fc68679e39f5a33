package chats.edge;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides which paths exist on which port. Without a management port, all paths are on the public port. With one, the
 * container's own contexts are only on the management port; the public port still has the API document and tells
 * whether this node is up.
 *
 * <p>The port is the one on which the connection was accepted. (The container's virtual hosts use the port in the
 * {@code Host} header. That port is another one behind a proxy, and the client may choose it.)
 */
final class Routes {
    private static final String SOCKET_IO = "/socket.io";
    private static final String HEALTH = "/health";
    private static final String METRICS = "/metrics";
    private static final String DOCUMENT = "/openapi";
    private static final String DOCUMENT_PAGE = "/openapi/ui";
    /** Paths that the container adds by itself. They redirect clients to a port that does not exist. */
    private static final String CONTAINER_API = "/ibm";

    private static final Set<String> KNOWN =
            Set.of(HEALTH, HEALTH + "/started", HEALTH + "/live", HEALTH + "/ready", METRICS, DOCUMENT);
    private static final Set<String> READ_METHODS = Set.of("GET", "HEAD");
    /**
     * Other queries are refused, because the container logs parts of the query, and a line break in it could forge a
     * log line.
     */
    private static final Pattern METRICS_QUERY = Pattern.compile("([a-z]+=[\\w.:-]{1,100}&?){0,4}");

    private final Optional<Integer> managementPort;

    Routes(Optional<Integer> managementPort) {
        this.managementPort = managementPort;
    }

    /**
     * Decides what answers a request.
     *
     * @param port on which the connection was accepted
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
        boolean isPublicWithManagement = managementPort.isPresent() && !isManagement;
        require(!isPublicWithManagement || known.equals(HEALTH) || known.equals(DOCUMENT), ErrorCode.NOT_FOUND);
        require(READ_METHODS.contains(request.method()), ErrorCode.METHOD_NOT_ALLOWED);
        require(
                !path.startsWith(METRICS)
                        || METRICS_QUERY.matcher(request.query()).matches(),
                ErrorCode.VALIDATION_FAILED);
        return isPublicWithManagement && known.equals(HEALTH) ? Route.HEALTH : Route.CONTAINER;
    }

    boolean isManagement(int port) {
        return managementPort.filter(own -> own == port).isPresent();
    }

    /** Whether the request belongs to Socket.IO. Such a request holds no thread while it waits. */
    static boolean isSocket(RequestHead request) {
        return isBelow(request.path(), SOCKET_IO);
    }

    /** Whether a path belongs to one of the container's contexts. */
    static boolean isContainers(String path) {
        return isBelow(path, HEALTH)
                || isBelow(path, METRICS)
                || isBelow(path, DOCUMENT)
                || isBelow(path, CONTAINER_API);
    }

    static boolean isMetrics(String path) {
        return isBelow(path, METRICS);
    }

    /** Whether a path belongs to the page that shows the API document. */
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
