package chats.transports;

import chats.live.Closing;
import jakarta.websocket.CloseReason;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * Checks the {@link MessageBound} of a plain WebSocket after each frame that Open Liberty reads. To do so, this class
 * wraps the TCP read context of the session in a proxy. One read buffer can hold a thousand fragments, and a frame with
 * a negative length makes the container parse the same bytes in an endless loop. But the container calls
 * {@code setBuffer(null)} after each frame, so the bound is checked there.
 *
 * <p>When the bound is exceeded, the proxy throws an exception, which takes the container out of its loop. The proxy of
 * the read callback catches it, and the container reads no more. Some negative lengths make the container itself throw;
 * the session is then ended in the same way.
 */
final class BoundedReads {
    private final Object context;
    private final UnfinishedMessage message;
    private final Consumer<Closing> exceeded;
    private final MessageBound bound;
    private Object bounded;
    private Class<?> callbackType;
    private Object callback;
    private Object boundedCallback;
    private boolean stopped;

    /**
     * @param context the container's {@code TCPReadRequestContext}
     * @param exceeded is called once, on the thread that reads
     */
    BoundedReads(Object context, UnfinishedMessage message, MessageBound bound, Consumer<Closing> exceeded) {
        this.context = context;
        this.message = message;
        this.bound = bound;
        this.exceeded = exceeded;
    }

    /** Returns the proxy that the container must read with instead of its own context. */
    Object context(Class<?> type, Class<?> typeOfCallback) {
        callbackType = typeOfCallback;
        bounded = Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> invokeContext(method, arguments));
        return bounded;
    }

    private Object invokeContext(Method method, Object[] arguments) throws Throwable {
        boolean read = method.getName().equals("read") && arguments.length == 4;
        if (read) {
            bound.read();
            arguments[1] = arguments[1] == null ? null : bounded(arguments[1]);
        }
        Object answer = call(method, context, arguments);
        if (method.getName().equals("setBuffer") && arguments[0] == null) {
            check();
        }
        return answer;
    }

    private void check() {
        if (!stopped) {
            stopBecause(bound.violation(message));
        }
        if (stopped) {
            throw Stop.STOP;
        }
    }

    private void stopBecause(Closing why) {
        if (why != null) {
            stopped = true;
            exceeded.accept(why);
        }
    }

    /** Wraps the read callback. The container passes the same callback to each read, so its proxy is kept. */
    private Object bounded(Object original) {
        if (callback != original) {
            callback = original;
            boundedCallback = Proxy.newProxyInstance(
                    callbackType.getClassLoader(),
                    new Class<?>[] {callbackType},
                    (proxy, method, arguments) -> invokeCallback(original, method, arguments));
        }
        return boundedCallback;
    }

    /**
     * Passes the proxy to the callback instead of the original context, because the container makes its next read with
     * it.
     */
    private Object invokeCallback(Object original, Method method, Object[] arguments) throws Throwable {
        for (int i = 0; arguments != null && i < arguments.length; i++) {
            arguments[i] = arguments[i] == context ? bounded : arguments[i];
        }
        try {
            return call(method, original, arguments);
        } catch (Stop stop) {
            message.release();
            return null;
        } catch (RuntimeException | Error failure) {
            // The container throws on a frame that is too long and on a close code that does not exist. It sends no
            // close frame
            // then.
            if (!stopped && method.getName().equals("complete")) {
                stopBecause(isAboutCloseCode(failure) ? Closing.PROTOCOL_ERROR : Closing.TOO_BIG);
                message.release();
            }
            throw failure;
        }
    }

    private static boolean isAboutCloseCode(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith(CloseReason.class.getName());
    }

    private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Has no stack trace, because peers can cause it as often as they like. */
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private static final Stop STOP = new Stop();

        private Stop() {
            super("The message is beyond the bound", null, false, false);
        }
    }
}
