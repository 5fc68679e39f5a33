package chats.doors;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.lang.System.Logger.Level;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;

/**
 * The inside of Open Liberty's WebSocket sessions, which no API leads to. Everything is found by name once. Where something is missing, the log says
 * so once, and messages have no bound but that of each frame.
 */
final class LibertySessions {
    private static final System.Logger LOG = System.getLogger(LibertySessions.class.getName());

    private static final ClassValue<LibertySessions> OF_SESSION = new ClassValue<>() {
        @Override
        protected LibertySessions computeValue(Class<?> session) {
            try {
                return new LibertySessions(session);
            } catch (ReflectiveOperationException | RuntimeException e) {
                LOG.log(
                        Level.WARNING,
                        "Fragments of a message are not bounded: {0} is not the session that is known ({1})",
                        session.getName(),
                        e);
                return null;
            }
        }
    };

    private final Method implementation;
    private final Field parameters;
    private final Method setExecutor;
    private final Field link;
    private final Field readContext;
    private final Field linkRead;
    private final Field reader;
    private final Field frameCount;
    private final Field frames;
    private final Field frame;
    private final Method payload;
    private final Method buffers;
    private final Method control;
    private final Method setReadStatus;
    private final Object onReadThread;
    private final Method close;
    private final Method release;
    private final Class<?> callback;

    private LibertySessions(Class<?> session) throws ReflectiveOperationException {
        implementation = session.getMethod("getSessionImpl");
        parameters = field(implementation.getReturnType(), "things");
        setExecutor = parameters.getType().getMethod("setExecutor", Executor.class);
        link = field(implementation.getReturnType(), "connLink");
        readContext = field(link.getType(), "tcpReadContext");
        linkRead = field(link.getType(), "linkRead");
        reader = field(linkRead.getType(), "messageReader");
        frameCount = field(reader.getType(), "countOfIOFrames");
        frames = field(reader.getType(), "fpList");
        frame = field(reader.getType(), "frameProcessor");
        payload = frame.getType().getMethod("getPayloadLength");
        buffers = frame.getType().getMethod("getFrameBufferListSize");
        control = frame.getType().getMethod("getControlFrame");
        Class<?> status = field(link.getType(), "readLinkStatus").getType();
        onReadThread = status.getField("ON_READ_THREAD").get(null);
        setReadStatus = link.getType().getMethod("setReadLinkStatus", status);
        close = link.getType().getMethod("closeUsingSession", CloseReason.class, boolean.class, boolean.class);
        release = linkRead.getType().getMethod("resetReader");
        callback = Class.forName(
                "com.ibm.wsspi.tcpchannel.TCPReadCompletedCallback",
                false,
                readContext.getType().getClassLoader());
        if (frameCount.getType() != int.class
                || frames.getType().getComponentType() != frame.getType()
                || payload.getReturnType() != long.class
                || buffers.getReturnType() != int.class
                || control.getReturnType() != boolean.class) {
            throw new NoSuchFieldException(reader.getType().getName());
        }
        readContext.getType().getMethod("read", long.class, callback, boolean.class, int.class);
    }

    /**
     * Bounds the messages that a session receives, and lets the container's own threads read it and end its writes. Otherwise the container goes on
     * to use the executor of the handshake, which is meant for requests: beyond its limits it refuses a task, and the session would never be read
     * again. To be called in {@code @OnOpen}: the container reads from the session when that has returned.
     *
     * @param exceeded is run once, by the thread that reads, when a message is beyond the bound. Nothing is read from the session after that; what is
     *     run has to see to it that {@link #end} is called, by another thread
     */
    static void bound(Session session, MessageBound bound, Runnable exceeded) {
        LibertySessions known = OF_SESSION.get(session.getClass());
        if (known != null) {
            known.put(session, bound, exceeded);
        }
    }

    /**
     * Sends a close frame, ends the connection without waiting for the peer's, and gives back the buffers of the message that was arriving. Takes
     * seconds where the peer does not read. To be called for a session whose bound was exceeded.
     */
    static void end(Session session, CloseReason reason) {
        OF_SESSION.get(session.getClass()).endConnection(session, reason);
    }

    private void put(Session session, MessageBound bound, Runnable exceeded) {
        call(setExecutor, get(parameters, call(implementation, session)), (Object) null);
        Object of = link(session);
        Object context = get(readContext, of);
        BoundedReads reads = new BoundedReads(context, new Unfinished(get(reader, get(linkRead, of))), bound, exceeded);
        try {
            readContext.set(of, reads.context(readContext.getType(), callback));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The container waits for a reading thread to come back unless it is told that this one is it. */
    private void endConnection(Session session, CloseReason reason) {
        Object of = link(session);
        call(setReadStatus, of, onReadThread);
        try {
            call(close, of, reason, false, false);
        } finally {
            call(release, get(linkRead, of));
        }
    }

    private Object link(Session session) {
        return get(link, call(implementation, session));
    }

    private final class Unfinished implements UnfinishedMessage {
        private final Object kept;

        Unfinished(Object kept) {
            this.kept = kept;
        }

        @Override
        public int fragments() {
            return (int) get(frameCount, kept);
        }

        @Override
        public long payload(int fragment) {
            return (long) call(payload, Array.get(get(frames, kept), fragment));
        }

        @Override
        public long payloadBegun() {
            Object newest = get(frame, kept);
            return isFinished(newest) || (boolean) call(control, newest) ? 0 : (long) call(payload, newest);
        }

        @Override
        public boolean hasBegun() {
            Object newest = get(frame, kept);
            return !isFinished(newest) && (int) call(buffers, newest) > 0;
        }

        private boolean isFinished(Object newest) {
            int count = fragments();
            return count > 0 && Array.get(get(frames, kept), count - 1) == newest;
        }
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private static Object call(Method method, Object target, Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object get(Field field, Object target) {
        try {
            return field.get(target);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
