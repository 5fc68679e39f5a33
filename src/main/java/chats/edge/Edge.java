package chats.edge;

import chats.admission.ClientAddress;
import chats.errors.ChatsException;
import chats.http.ArrivedBody;
import chats.net.Address;
import java.lang.System.Logger.Level;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Stands between the server's transport and all its contexts, those of the application and those of the container's own, such as
 * {@code /health} and {@code /metrics}: each request is read strictly before it is given to one of them. One that can be read in two
 * ways is answered 400, and its connection ends, so that nothing behind it is ever taken for another request.
 *
 * <p>For that it is the container's {@code WorkClassifier}, which is asked for an executor for each request: here, for one that
 * answers in place of the context.
 */
final class Edge {
    private static final System.Logger LOG = System.getLogger(Edge.class.getName());
    private static final String CLASSIFIER = "com.ibm.wsspi.http.WorkClassifier";
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final HttpTransport transport;
    private final LooseHeaders headers;
    private final ParserTables words;
    private final Routes routes;
    private final NodeHealth health;
    private final Runnable updateMetrics;
    private final ClientAddress addresses;
    private final RequestThreads shares;

    /** Of the port that everybody reaches; null until a request has come in by it, empty where they cannot be found. */
    private final AtomicReference<Optional<TransportConnections>> connections = new AtomicReference<>();

    private Edge(ClassLoader bundle, Surroundings around) throws ReflectiveOperationException {
        this.transport = new HttpTransport(bundle);
        this.headers = new LooseHeaders(bundle);
        this.words = new ParserTables(bundle);
        this.routes = around.routes();
        this.health = around.health();
        this.updateMetrics = around.updateMetrics();
        this.addresses = around.addresses();
        this.shares = new RequestThreads(around.threads());
    }

    /** What an edge is given. */
    record Surroundings(
            Routes routes, NodeHealth health, Runnable updateMetrics, ClientAddress addresses, Executor threads) {}

    /**
     * Takes its place.
     *
     * @param container the loader of one of the container's classes
     * @throws ReflectiveOperationException where the container is not the one that is known
     */
    static Opened open(ClassLoader container, Surroundings around) throws ReflectiveOperationException {
        Class<?> classifier = Class.forName(CLASSIFIER, false, container);
        ClassLoader bundle = classifier.getClassLoader();
        Edge edge = new Edge(bundle, around);
        Object service = Proxy.newProxyInstance(
                bundle, new Class<?>[] {classifier}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "classify" -> edge.classify(arguments[0], arguments[1]);
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
        return new Opened(
                close,
                edge.words::prune,
                () -> Optional.ofNullable(edge.connections.get()).flatMap(found -> found));
    }

    /**
     * An edge in its place.
     *
     * @param close gives the place up
     * @param prune keeps the container's memory of words small, now and then
     * @param connections all that are open, once there was a request
     */
    record Opened(Runnable close, Runnable prune, Supplier<Optional<TransportConnections>> connections) {}

    /** An executor that answers; null for the container's own way. */
    private Executor classify(Object httpRequest, Object connection) throws Throwable {
        words.prune();
        int port = transport.localPort(connection);
        if (connections.get() == null && !routes.isManagement(port)) {
            connections.set(find(connection));
        }
        RequestHead request;
        try {
            request = RequestHead.read(transport.head(connection));
        } catch (ChatsException refusal) {
            return task -> run(() -> transport.answerAndEnd(connection, EdgeAnswer.refusal(refusal)));
        }
        transport.clearAnswer(connection);
        if (request.chunked()) {
            transport.takeChunks(connection);
        }
        if (request.isLast()) {
            transport.endAfterAnswer(connection);
        }
        try {
            return answerer(routes.of(request, port), httpRequest, connection, request);
        } catch (ChatsException refusal) {
            return task -> run(() -> transport.answer(connection, EdgeAnswer.refusal(refusal)));
        }
    }

    private Optional<TransportConnections> find(Object connection) throws Throwable {
        try {
            return Optional.of(transport.connections(connection));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.WARNING, "Connections are not limited by address: this server is not known ({0})", e);
            return Optional.empty();
        }
    }

    private Executor answerer(Route route, Object httpRequest, Object connection, RequestHead request)
            throws Throwable {
        if (route == Route.HEALTH) {
            return task -> health.isUp()
                    .whenComplete((isUp, failure) -> run(() -> transport.answer(
                            connection, EdgeAnswer.health(failure == null && Boolean.TRUE.equals(isUp)))));
        }
        if (route == Route.CONTAINER) {
            Map<String, String> headers =
                    Routes.isPage(request.path()) ? SecurityHeaders.OF_CONTAINER : SecurityHeaders.OF_DATA;
            for (Map.Entry<String, String> header : headers.entrySet()) {
                transport.setHeader(connection, header.getKey(), header.getValue());
            }
        }
        if (Routes.isMetrics(request.path())) {
            updateMetrics.run();
        }
        return Routes.isSocket(request) ? null : shared(route, httpRequest, connection);
    }

    private Executor shared(Route route, Object httpRequest, Object connection) throws Throwable {
        Address address = addresses.of(transport.peer(connection), name -> transport.headers(httpRequest, name));
        long arrived = transport.behindHead(connection);
        return task -> {
            if (!shares.execute(route, address, () -> ArrivedBody.with(arrived, task))) {
                run(() -> transport.answer(connection, EdgeAnswer.refusal(ChatsException.rateLimited(TRY_AGAIN))));
            }
        };
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
