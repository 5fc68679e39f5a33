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
 * Checks each request between the server's transport and all its contexts: the application's, and the container's own,
 * such as {@code /health} and {@code /metrics}. It parses the head of the request strictly. If a head could be
 * understood in two ways, the answer is 400 and the connection ends, so that the bytes behind it are never taken for
 * another request (request smuggling).
 *
 * <p>To be called for each request, this class registers as the container's {@code WorkClassifier}. The container asks
 * it for an executor to run the request on. To answer a request itself, it returns an executor that sends the answer
 * and does not run the request.
 *
 * <p>One object for the whole server; called on the container's threads, many at a time.
 */
final class Edge {
    private static final System.Logger LOG = System.getLogger(Edge.class.getName());
    private static final String CLASSIFIER = "com.ibm.wsspi.http.WorkClassifier";
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final HttpTransport transport;
    private final LooseHeaders headers;
    private final ParserTables parserTables;
    private final Routes routes;
    private final NodeHealth health;
    private final Runnable updateMetrics;
    private final ClientAddress addresses;
    private final RequestThreads threads;

    /**
     * The connections of the public port. Null until a request has come by that port; empty if they cannot be found in
     * this container.
     */
    private final AtomicReference<Optional<TransportConnections>> connections = new AtomicReference<>();

    private Edge(ClassLoader bundle, Dependencies dependencies) throws ReflectiveOperationException {
        this.transport = new HttpTransport(bundle);
        this.headers = new LooseHeaders(bundle);
        this.parserTables = new ParserTables(bundle);
        this.routes = dependencies.routes();
        this.health = dependencies.health();
        this.updateMetrics = dependencies.updateMetrics();
        this.addresses = dependencies.addresses();
        this.threads = new RequestThreads(dependencies.threads());
    }

    /** What the edge uses of the application. */
    record Dependencies(
            Routes routes, NodeHealth health, Runnable updateMetrics, ClientAddress addresses, Executor threads) {}

    /**
     * Registers the edge with the container.
     *
     * @param container the loader of one of the container's classes
     * @throws ReflectiveOperationException the container does not have the expected classes
     */
    static Registered open(ClassLoader container, Dependencies dependencies) throws ReflectiveOperationException {
        Class<?> classifier = Class.forName(CLASSIFIER, false, container);
        ClassLoader bundle = classifier.getClassLoader();
        Edge edge = new Edge(bundle, dependencies);
        Object service = Proxy.newProxyInstance(
                bundle, new Class<?>[] {classifier}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "classify" -> edge.classify(arguments[0], arguments[1]);
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> CLASSIFIER;
                });
        Runnable unregister = new TransportServices(bundle).register(classifier, service);
        edge.headers.setParsed(false);
        Runnable close = () -> {
            edge.headers.setParsed(true);
            unregister.run();
        };
        return new Registered(
                close,
                edge.parserTables::prune,
                () -> Optional.ofNullable(edge.connections.get()).flatMap(found -> found));
    }

    /**
     * A registered edge.
     *
     * @param close unregisters the edge
     * @param prune to be called now and then, see {@link ParserTables#prune}
     * @param connections all open connections of the public port; empty until it has received a request
     */
    record Registered(Runnable close, Runnable prune, Supplier<Optional<TransportConnections>> connections) {}

    /** Returns the executor for a request; null if the container is to use its own. */
    private Executor classify(Object httpRequest, Object connection) throws Throwable {
        parserTables.prune();
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
            transport.setChunked(connection);
        }
        if (request.isLast()) {
            transport.endAfterAnswer(connection);
        }
        try {
            return executor(routes.of(request, port), httpRequest, connection, request);
        } catch (ChatsException refusal) {
            return task -> run(() -> transport.answer(connection, EdgeAnswer.refusal(refusal)));
        }
    }

    private Optional<TransportConnections> find(Object connection) throws Throwable {
        try {
            return Optional.of(transport.connections(connection));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "Connections are not limited by address: this server does not have the expected classes ({0})",
                    e);
            return Optional.empty();
        }
    }

    private Executor executor(Route route, Object httpRequest, Object connection, RequestHead request)
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
        return Routes.isSocket(request) ? null : onRequestThreads(route, httpRequest, connection);
    }

    private Executor onRequestThreads(Route route, Object httpRequest, Object connection) throws Throwable {
        Address address = addresses.of(transport.peer(connection), name -> transport.headers(httpRequest, name));
        long arrived = transport.bytesBehindHead(connection);
        return task -> {
            if (!threads.execute(route, address, () -> ArrivedBody.with(arrived, task))) {
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

    /** Code that calls method handles. */
    private interface Action {
        void run() throws Throwable;
    }
}
