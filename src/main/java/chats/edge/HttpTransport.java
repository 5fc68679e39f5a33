package chats.edge;

import chats.liberty.Reflection;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Open Liberty's HTTP transport, below all contexts, of which it publishes nothing to applications: what a request was before it was
 * parsed, and the connection that it came by. Its classes are found by name, once, and every part may be missing in another version.
 *
 * <p>A connection here is the container's {@code HttpInboundConnection}.
 */
final class HttpTransport {
    private static final String MESSAGES = "com.ibm.ws.genericbnf.internal.BNFHeadersImpl";
    private static final String MESSAGE = "com.ibm.ws.http.channel.internal.HttpBaseMessageImpl";
    private static final String CONNECTION = "com.ibm.wsspi.http.ee7.HttpInboundConnectionExtended";
    private static final String RESPONSE = "com.ibm.wsspi.http.HttpResponse";
    private static final String CONTEXT = "com.ibm.ws.http.channel.internal.HttpServiceContextImpl";

    private final ClassLoader loader;
    private final MethodHandle requestContext;
    private final MethodHandle request;
    private final MethodHandle buffers;
    private final MethodHandle lastBuffer;
    private final MethodHandle starts;
    private final MethodHandle position;
    private final MethodHandle setPosition;
    private final MethodHandle bytes;
    private final MethodHandle remaining;
    private final MethodHandle answerMessage;
    private final List<MethodHandle> forgetWords;
    private final MethodHandle persistent;
    private final MethodHandle transferEncoding;
    private final MethodHandle bodyFlags;
    private final MethodHandle localPort;
    private final MethodHandle peer;
    private final MethodHandle tcp;
    private final MethodHandle headers;
    private final MethodHandle response;
    private final MethodHandle status;
    private final MethodHandle version;
    private final MethodHandle header;
    private final MethodHandle length;
    private final MethodHandle body;
    private final MethodHandle finish;
    private final MethodHandle dispatcher;
    private final MethodHandle virtualConnection;
    private final MethodHandle close;

    /**
     * Finds it.
     *
     * @param loader of the bundle that the transport is in
     * @throws ReflectiveOperationException where something is not as it is known
     */
    HttpTransport(ClassLoader loader) throws ReflectiveOperationException {
        this.loader = loader;
        MethodHandle link = method(CONNECTION, "getHttpInboundLink");
        Class<?> inbound = type("com.ibm.ws.http.channel.internal.inbound.HttpInboundLink");
        requestContext = MethodHandles.filterReturnValue(
                link, on(MethodHandles.publicLookup().unreflect(inbound.getMethod("getHTTPContext"))));
        request = method("com.ibm.ws.http.channel.internal.inbound.HttpInboundServiceContextImpl", "getRequest");
        buffers = field(MESSAGES, "parseBuffers");
        lastBuffer = field(MESSAGES, "parseIndex");
        starts = field(MESSAGES, "parseBuffersStartPos");
        String buffer = "com.ibm.wsspi.bytebuffer.WsByteBuffer";
        position = method(buffer, "position");
        setPosition = method(buffer, "position", int.class);
        bytes = method(buffer, "get", byte[].class, int.class, int.class);
        remaining = method(buffer, "remaining");
        answerMessage = method("com.ibm.ws.http.channel.internal.inbound.HttpInboundServiceContextImpl", "getResponse");
        String message = "com.ibm.ws.http.channel.internal.HttpBaseMessageImpl";
        forgetWords = List.of(
                method(message, "removeConnectionHeader", byte[].class),
                method(message, "removeTransferEncodingHeader", byte[].class),
                method(message, "removeContentEncodingHeader", byte[].class));
        persistent = method(CONTEXT, "setPersistent", boolean.class);
        Class<?> coding = type("com.ibm.wsspi.http.channel.values.TransferEncodingValues");
        transferEncoding = MethodHandles.insertArguments(
                method(MESSAGE, "setTransferEncoding", coding),
                1,
                coding.getField("CHUNKED").get(null));
        Method flags = type(CONTEXT).getDeclaredMethod("updateBodyFlags", type(MESSAGE));
        flags.setAccessible(true);
        bodyFlags = on(MethodHandles.lookup().unreflect(flags));
        localPort = method(CONNECTION, "getLocalPort");
        peer = method(CONNECTION, "getRemoteHostAddress");
        tcp = method(CONNECTION, "getTCPConnectionContext");
        headers = method("com.ibm.wsspi.http.HttpRequest", "getHeaders", String.class);
        response = method(CONNECTION, "getResponse");
        status = method(RESPONSE, "setStatus", int.class);
        version = method(RESPONSE, "setVersion", String.class);
        header = method(RESPONSE, "setHeader", String.class, String.class);
        length = method(RESPONSE, "setContentLength", long.class);
        body = method(RESPONSE, "getBody");
        finish = method(CONNECTION, "finish", Exception.class);
        dispatcher = method(CONNECTION, "getHttpDispatcherLink");
        virtualConnection = method(CONNECTION, "getVC");
        close = method(
                "com.ibm.wsspi.channelfw.ConnectionLink",
                "close",
                type("com.ibm.wsspi.channelfw.VirtualConnection"),
                Exception.class);
    }

    /** The bytes of the request's head, as they came in. */
    byte[] head(Object connection) throws Throwable {
        Object message = request.invoke(requestContext.invoke(connection));
        Object[] read = (Object[]) buffers.invoke(message);
        int[] from = (int[]) starts.invoke(message);
        int last = (int) lastBuffer.invoke(message);
        int size = 0;
        for (int i = 0; i <= last; i++) {
            size += (int) position.invoke(read[i]) - start(from[i]);
        }
        byte[] head = new byte[size];
        int filled = 0;
        for (int i = 0; i <= last; i++) {
            int end = (int) position.invoke(read[i]);
            setPosition.invoke(read[i], from[i]);
            // moves the position back to where it was
            bytes.invoke(read[i], head, filled, end - from[i]);
            filled += end - from[i];
        }
        return head;
    }

    /** How many bytes behind the head have come in with it. */
    long behindHead(Object connection) throws Throwable {
        Object message = request.invoke(requestContext.invoke(connection));
        Object[] read = (Object[]) buffers.invoke(message);
        return (int) remaining.invoke(read[(int) lastBuffer.invoke(message)]);
    }

    /** Where a request begins is known only with {@code HeaderChangeLimit} among the endpoint's {@code httpOptions}. */
    private static int start(int start) {
        if (start < 0) {
            throw new IllegalStateException("HeaderChangeLimit is not set, see server.xml");
        }
        return start;
    }

    /** The address at the other end of the connection. */
    String peer(Object connection) throws Throwable {
        return (String) peer.invoke(connection);
    }

    /** All open connections, found by one of them. */
    TransportConnections connections(Object connection) throws Throwable {
        return new TransportConnections(tcp.invoke(connection), loader);
    }

    /**
     * The lines of a header.
     *
     * @param httpRequest the container's {@code HttpRequest}
     */
    @SuppressWarnings("unchecked")
    List<String> headers(Object httpRequest, String name) {
        try {
            return (List<String>) headers.invoke(httpRequest, name);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** The port that the connection came in by, whatever the request says. */
    int localPort(Object connection) throws Throwable {
        return (int) localPort.invoke(connection);
    }

    /** Lets the connection end after the answer, which will say so. */
    void endAfterAnswer(Object connection) throws Throwable {
        persistent.invoke(requestContext.invoke(connection), false);
    }

    /** Tells that the body comes in chunks, where the container does not find that out, see {@link LooseHeaders}. */
    void takeChunks(Object connection) throws Throwable {
        Object context = requestContext.invoke(connection);
        Object message = request.invoke(context);
        transferEncoding.invoke(message);
        bodyFlags.invoke(context, message);
    }

    /**
     * Lets the answer begin without what the connection's last one had. The container keeps one answer for each connection and clears the words of the
     * {@link LooseHeaders} only where it looks into them: it would take a second answer in chunks for one that says so already.
     */
    void clearAnswer(Object connection) throws Throwable {
        Object answer = answerMessage.invoke(requestContext.invoke(connection));
        for (MethodHandle forget : forgetWords) {
            forget.invoke(answer, (byte[]) null);
        }
    }

    /** Puts a header on the answer that somebody else will give. */
    void setHeader(Object connection, String name, String value) throws Throwable {
        header.invoke(response.invoke(connection), name, value);
    }

    /** Answers; the connection goes on if its client wants that. */
    void answer(Object connection, EdgeAnswer answer) throws Throwable {
        write(connection, answer);
        finish.invoke(connection, (Exception) null);
    }

    /** Answers and ends the connection at once: what is left of the request is not read. */
    void answerAndEnd(Object connection, EdgeAnswer answer) throws Throwable {
        endAfterAnswer(connection);
        IOException end = write(connection, answer).orElseGet(() -> new IOException("The request was refused"));
        close.invoke(dispatcher.invoke(connection), virtualConnection.invoke(connection), (Exception) end);
    }

    /** What went wrong, such as that the client has gone. */
    private Optional<IOException> write(Object connection, EdgeAnswer answer) throws Throwable {
        Object message = response.invoke(connection);
        version.invoke(message, "HTTP/1.1");
        status.invoke(message, answer.status());
        for (Map.Entry<String, String> each : answer.headers().entrySet()) {
            header.invoke(message, each.getKey(), each.getValue());
        }
        length.invoke(message, (long) answer.content().length);
        try (OutputStream out = (OutputStream) body.invoke(message)) {
            out.write(answer.content());
            return Optional.empty();
        } catch (IOException gone) {
            return Optional.of(gone);
        }
    }

    private Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(name, false, loader);
    }

    private MethodHandle method(String type, String name, Class<?>... parameters) throws ReflectiveOperationException {
        return on(MethodHandles.publicLookup().unreflect(type(type).getMethod(name, parameters)));
    }

    private MethodHandle field(String type, String name) throws ReflectiveOperationException {
        return on(MethodHandles.lookup().unreflectGetter(Reflection.field(type(type), name)));
    }

    /** Takes any object, and gives any where it is none of Java's own types. */
    private static MethodHandle on(MethodHandle handle) {
        MethodType type = handle.type().changeParameterType(0, Object.class);
        for (int i = 1; i < type.parameterCount(); i++) {
            if (type.parameterType(i).getClassLoader() != null) {
                type = type.changeParameterType(i, Object.class);
            }
        }
        Class<?> result = type.returnType();
        return handle.asType(result.getClassLoader() == null ? type : type.changeReturnType(Object.class));
    }
}
