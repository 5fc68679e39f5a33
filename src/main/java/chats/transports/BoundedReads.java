package chats.transports;

import chats.live.Closing;
import jakarta.websocket.CloseReason;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * Stands between a WebSocket session of Open Liberty and the TCP connection that it reads from. The container takes the buffer of a read apart frame
 * by frame and says {@code setBuffer(null)} after each of them, so that there is where the bound is looked at: one buffer holds a thousand fragments,
 * and a frame with a negative length makes the container read the same bytes again and again.
 *
 * <p>Beyond the bound an exception takes the container out of its loop, and it reads no more. The exception ends here, in the callback of the read.
 * Where the container fails by itself, as it does with some negative lengths, it reads no more either, and the session is ended in the same way.
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
     * @param exceeded is run once, by the thread that reads
     */
    BoundedReads(Object context, UnfinishedMessage message, MessageBound bound, Consumer<Closing> exceeded) {
        this.context = context;
        this.message = message;
        this.bound = bound;
        this.exceeded = exceeded;
    }

    /** What the container has to read with instead. */
    Object context(Class<?> type, Class<?> typeOfCallback) {
        callbackType = typeOfCallback;
        bounded = Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> ask(method, arguments));
        return bounded;
    }

    private Object ask(Method method, Object[] arguments) throws Throwable {
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

    /** The container reads with the same callback again and again. */
    private Object bounded(Object original) {
        if (callback != original) {
            callback = original;
            boundedCallback = Proxy.newProxyInstance(
                    callbackType.getClassLoader(),
                    new Class<?>[] {callbackType},
                    (proxy, method, arguments) -> complete(original, method, arguments));
        }
        return boundedCallback;
    }

    /** The container reads on with the context that it gets here. */
    private Object complete(Object original, Method method, Object[] arguments) throws Throwable {
        for (int i = 0; arguments != null && i < arguments.length; i++) {
            arguments[i] = arguments[i] == context ? bounded : arguments[i];
        }
        try {
            return call(method, original, arguments);
        } catch (Stop stop) {
            message.release();
            return null;
        } catch (RuntimeException | Error failure) {
            // The container fails on a frame that is too long, and on a close code that does not exist. It tells the
            // peer nothing.
            if (!stopped && method.getName().equals("complete")) {
                stopBecause(isOfACloseCode(failure) ? Closing.PROTOCOL_ERROR : Closing.TOO_BIG);
                message.release();
            }
            throw failure;
        }
    }

    private static boolean isOfACloseCode(Throwable failure) {
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

    /** Without a stack trace, since it is thrown as often as peers like. */
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private static final Stop STOP = new Stop();

        private Stop() {
            super("The message is beyond the bound", null, false, false);
        }
    }
}
