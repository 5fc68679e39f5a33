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
 * Access to Open Liberty's HTTP transport, below all contexts: the unparsed bytes of a request, and its connection.
 * There is no API for this, so classes and methods are looked up by name once, in the constructor. Any of them may be
 * missing in another version.
 *
 * <p>In this class a connection is the container's {@code HttpInboundConnection}.
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
    private final List<MethodHandle> clearHeaders;
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
     * Looks up the classes and methods.
     *
     * @param loader of the bundle that contains the transport
     * @throws ReflectiveOperationException something is missing or different
     */
    HttpTransport(ClassLoader loader) throws ReflectiveOperationException {
        this.loader = loader;
        MethodHandle link = method(CONNECTION, "getHttpInboundLink");
        Class<?> inbound = type("com.ibm.ws.http.channel.internal.inbound.HttpInboundLink");
        requestContext = MethodHandles.filterReturnValue(
                link, untyped(MethodHandles.publicLookup().unreflect(inbound.getMethod("getHTTPContext"))));
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
        clearHeaders = List.of(
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
        bodyFlags = untyped(MethodHandles.lookup().unreflect(flags));
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

    /** The bytes of the request's head, as received. */
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
            // moves the position back to the end
            bytes.invoke(read[i], head, filled, end - from[i]);
            filled += end - from[i];
        }
        return head;
    }

    /** How many bytes behind the head were received together with it. */
    long bytesBehindHead(Object connection) throws Throwable {
        Object message = request.invoke(requestContext.invoke(connection));
        Object[] read = (Object[]) buffers.invoke(message);
        return (int) remaining.invoke(read[(int) lastBuffer.invoke(message)]);
    }

    /**
     * The container records where a request begins only if the endpoint's {@code httpOptions} contain
     * {@code HeaderChangeLimit}.
     */
    private static int start(int start) {
        if (start < 0) {
            throw new IllegalStateException("HeaderChangeLimit is not set, see server.xml");
        }
        return start;
    }

    /** The IP address of the peer. */
    String peer(Object connection) throws Throwable {
        return (String) peer.invoke(connection);
    }

    /** All open connections. Any connection serves to find them. */
    TransportConnections connections(Object connection) throws Throwable {
        return new TransportConnections(tcp.invoke(connection), loader);
    }

    /**
     * The values of a header, one for each line.
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

    /** The port on which the server accepted the connection, not the one in the Host header. */
    int localPort(Object connection) throws Throwable {
        return (int) localPort.invoke(connection);
    }

    /** Makes the connection end after the answer, with {@code Connection: close}. */
    void endAfterAnswer(Object connection) throws Throwable {
        persistent.invoke(requestContext.invoke(connection), false);
    }

    /** Tells the container that the body is chunked, because it does not see that itself, see {@link LooseHeaders}. */
    void setChunked(Object connection) throws Throwable {
        Object context = requestContext.invoke(connection);
        Object message = request.invoke(context);
        transferEncoding.invoke(message);
        bodyFlags.invoke(context, message);
    }

    /**
     * Clears what the answer has from the previous request of the connection. The container uses one answer object for
     * each connection. It resets what it knows of the {@link LooseHeaders} only if it parses them, which is switched
     * off. Otherwise it would believe that a second chunked answer already has its header.
     */
    void clearAnswer(Object connection) throws Throwable {
        Object answer = answerMessage.invoke(requestContext.invoke(connection));
        for (MethodHandle clear : clearHeaders) {
            clear.invoke(answer, (byte[]) null);
        }
    }

    /** Sets a header of the answer that a context will send. */
    void setHeader(Object connection, String name, String value) throws Throwable {
        header.invoke(response.invoke(connection), name, value);
    }

    /** Sends an answer. The connection stays open if the client wants that. */
    void answer(Object connection, EdgeAnswer answer) throws Throwable {
        write(connection, answer);
        finish.invoke(connection, (Exception) null);
    }

    /** Sends an answer and ends the connection at once. The rest of the request is not read. */
    void answerAndEnd(Object connection, EdgeAnswer answer) throws Throwable {
        endAfterAnswer(connection);
        IOException end = write(connection, answer).orElseGet(() -> new IOException("The request was refused"));
        close.invoke(dispatcher.invoke(connection), virtualConnection.invoke(connection), (Exception) end);
    }

    /** Writes an answer. Returns the error if that fails, for example because the client is gone. */
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
        return untyped(MethodHandles.publicLookup().unreflect(type(type).getMethod(name, parameters)));
    }

    private MethodHandle field(String type, String name) throws ReflectiveOperationException {
        return untyped(MethodHandles.lookup().unreflectGetter(Reflection.field(type(type), name)));
    }

    /** Changes the types of the container's classes to {@code Object}, because they are not known at compile time. */
    private static MethodHandle untyped(MethodHandle handle) {
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
