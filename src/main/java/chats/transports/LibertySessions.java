package chats.transports;

import chats.liberty.Reflection;
import chats.liberty.TcpLink;
import chats.live.Closing;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.lang.System.Logger.Level;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Access to the internals of Open Liberty's WebSocket sessions, for which there is no API. Fields and methods are
 * looked up by name once. If one is missing, a warning is logged once, and only single frames are bounded.
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
                        "Fragments, pings and the wait of closed sockets are not bounded: {0} is not the expected class of sessions ({1})",
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
    private final Field device;
    private final Class<?> callback;

    private LibertySessions(Class<?> session) throws ReflectiveOperationException {
        implementation = session.getMethod("getSessionImpl");
        parameters = Reflection.field(implementation.getReturnType(), "things");
        setExecutor = parameters.getType().getMethod("setExecutor", Executor.class);
        link = Reflection.field(implementation.getReturnType(), "connLink");
        readContext = Reflection.field(link.getType(), "tcpReadContext");
        linkRead = Reflection.field(link.getType(), "linkRead");
        reader = Reflection.field(linkRead.getType(), "messageReader");
        frameCount = Reflection.field(reader.getType(), "countOfIOFrames");
        frames = Reflection.field(reader.getType(), "fpList");
        frame = Reflection.field(reader.getType(), "frameProcessor");
        payload = frame.getType().getMethod("getPayloadLength");
        buffers = frame.getType().getMethod("getFrameBufferListSize");
        control = frame.getType().getMethod("getControlFrame");
        Class<?> status = Reflection.field(link.getType(), "readLinkStatus").getType();
        onReadThread = status.getField("ON_READ_THREAD").get(null);
        setReadStatus = link.getType().getMethod("setReadLinkStatus", status);
        close = link.getType().getMethod("closeUsingSession", CloseReason.class, boolean.class, boolean.class);
        device = Reflection.field(link.getType(), "deviceConnLink");
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
     * Bounds the messages that a session receives, and lets the container's own threads read from it and complete its
     * writes. Otherwise the container would go on to use the executor of the handshake, which is meant for requests.
     * That executor refuses tasks beyond its limits, and the session would never be read again. Must be called in
     * {@code @OnOpen}: the container starts to read when that method has returned.
     *
     * @param exceeded is called once, on the thread that reads, when a message exceeds the bound. Nothing is read from
     *     the session after that. The callee must have another thread call {@link #end}
     */
    static void bound(Session session, MessageBound bound, Consumer<Closing> exceeded) {
        LibertySessions internals = OF_SESSION.get(session.getClass());
        if (internals != null) {
            internals.put(session, bound, exceeded);
        }
    }

    /**
     * Sends a close frame and ends the connection without waiting for the peer's close frame. Takes seconds if the peer
     * does not read. To be called for a session whose bound was exceeded.
     */
    static void end(Session session, CloseReason reason) {
        OF_SESSION.get(session.getClass()).endConnection(session, reason);
    }

    /**
     * Shuts the TCP connection down, without a close frame and without waiting. Does nothing if the connection has
     * ended.
     */
    static void cutOff(Session session) {
        LibertySessions internals = OF_SESSION.get(session.getClass());
        if (internals != null) {
            TcpLink.shutdown(Reflection.get(internals.device, internals.link(session)));
        }
    }

    /** Lets the container close the connection, unless it is closed. */
    static void close(Session session) {
        LibertySessions internals = OF_SESSION.get(session.getClass());
        if (internals != null) {
            Reflection.call(internals.close, internals.link(session), null, false, true);
        }
    }

    private void put(Session session, MessageBound bound, Consumer<Closing> exceeded) {
        Reflection.call(
                setExecutor, Reflection.get(parameters, Reflection.call(implementation, session)), (Object) null);
        Object connection = link(session);
        Object context = Reflection.get(readContext, connection);
        BoundedReads reads =
                new BoundedReads(context, new Unfinished(Reflection.get(linkRead, connection)), bound, exceeded);
        Reflection.set(readContext, connection, reads.context(readContext.getType(), callback));
    }

    /**
     * Pretends that this thread is the one that reads. Otherwise the container would wait until the reading thread has
     * returned.
     */
    private void endConnection(Session session, CloseReason reason) {
        Object connection = link(session);
        Reflection.call(setReadStatus, connection, onReadThread);
        Reflection.call(close, connection, reason, false, false);
    }

    private Object link(Session session) {
        return Reflection.get(link, Reflection.call(implementation, session));
    }

    private final class Unfinished implements UnfinishedMessage {
        private final Object linkReads;
        private final Object messages;

        Unfinished(Object linkReads) {
            this.linkReads = linkReads;
            this.messages = Reflection.get(reader, linkReads);
        }

        @Override
        public int fragments() {
            return (int) Reflection.get(frameCount, messages);
        }

        @Override
        public long payload(int fragment) {
            return (long) Reflection.call(payload, finished(fragment));
        }

        @Override
        public long payloadBegun() {
            Object newest = Reflection.get(frame, messages);
            return isFinished(newest) || (boolean) Reflection.call(control, newest)
                    ? 0
                    : (long) Reflection.call(payload, newest);
        }

        @Override
        public boolean hasBegun() {
            Object newest = Reflection.get(frame, messages);
            return (int) Reflection.call(buffers, newest) > 0 && !isFinished(newest);
        }

        @Override
        public void release() {
            Reflection.call(release, linkReads);
        }

        private boolean isFinished(Object newest) {
            int count = fragments();
            return count > 0 && finished(count - 1) == newest;
        }

        private Object finished(int fragment) {
            return Array.get(Reflection.get(frames, messages), fragment);
        }
    }
}
