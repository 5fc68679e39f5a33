package chats.edge;

import chats.errors.ChatsException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Stands between the server's transport and all its contexts, those of the application and those of the container's own, such as
 * {@code /health} and {@code /metrics}: each request is read strictly before it is given to one of them. One that can be read in two
 * ways is answered 400, and its connection ends, so that nothing behind it is ever taken for another request.
 *
 * <p>For that it is the container's {@code WorkClassifier}, which is asked for an executor for each request: here, for one that
 * answers in place of the context.
 */
final class Edge {
    private static final String CLASSIFIER = "com.ibm.wsspi.http.WorkClassifier";

    private final HttpTransport transport;
    private final LooseHeaders headers;
    private final WordTables words;
    private final Routes routes;
    private final NodeHealth health;

    private Edge(ClassLoader bundle, Routes routes, NodeHealth health) throws ReflectiveOperationException {
        this.transport = new HttpTransport(bundle);
        this.headers = new LooseHeaders(bundle);
        this.words = new WordTables(bundle);
        this.routes = routes;
        this.health = health;
    }

    /**
     * Takes its place.
     *
     * @param container the loader of one of the container's classes
     * @throws ReflectiveOperationException where the container is not the one that is known
     */
    static Opened open(ClassLoader container, Routes routes, NodeHealth health) throws ReflectiveOperationException {
        Class<?> classifier = Class.forName(CLASSIFIER, false, container);
        ClassLoader bundle = classifier.getClassLoader();
        Edge edge = new Edge(bundle, routes, health);
        Object service = Proxy.newProxyInstance(
                bundle, new Class<?>[] {classifier}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "classify" -> edge.classify(arguments[1]);
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> CLASSIFIER;
                });
        Runnable withdraw = new TransportServices(bundle).register(classifier, service);
        edge.headers.setParsed(false);
        Runnable close = () -> {
            edge.headers.setParsed(true);
            withdraw.run();
        };
        return new Opened(close, edge.words::prune);
    }

    /**
     * An edge in its place.
     *
     * @param close gives the place up
     * @param prune keeps the container's memory of words small, now and then
     */
    record Opened(Runnable close, Runnable prune) {}

    /** An executor that answers; null for the container's own way. */
    private Executor classify(Object connection) throws Throwable {
        words.prune();
        RequestHead request;
        try {
            request = RequestHead.read(transport.head(connection));
        } catch (ChatsException refusal) {
            return task -> run(() -> transport.answerAndEnd(connection, Answer.refusal(refusal)));
        }
        if (request.chunked()) {
            transport.takeChunks(connection);
        }
        if (request.isLast()) {
            transport.endAfterAnswer(connection);
        }
        try {
            return answerer(routes.of(request, transport.localPort(connection)), connection, request);
        } catch (ChatsException refusal) {
            return task -> run(() -> transport.answer(connection, Answer.refusal(refusal)));
        }
    }

    private Executor answerer(Route route, Object connection, RequestHead request) throws Throwable {
        if (route == Route.HEALTH) {
            return task -> health.isUp()
                    .whenComplete((isUp, failure) -> run(() ->
                            transport.answer(connection, Answer.health(failure == null && Boolean.TRUE.equals(isUp)))));
        }
        if (route == Route.CONTAINER) {
            Map<String, String> headers =
                    Routes.isPage(request.path()) ? SecurityHeaders.OF_CONTAINER : SecurityHeaders.OF_DATA;
            for (Map.Entry<String, String> header : headers.entrySet()) {
                transport.setHeader(connection, header.getKey(), header.getValue());
            }
        }
        return null;
    }

    private static void run(Action action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("The edge cannot answer", e);
        }
    }

    /** What method handles do. */
    private interface Action {
        void run() throws Throwable;
    }
}
