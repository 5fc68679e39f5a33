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
 * The inside of Open Liberty's WebSocket sessions, which no API leads to. Everything is found by name once. Where something is missing, the log says
 * so once, and only single frames are bounded.
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
                        "Fragments and pings are not bounded, nor how long a closed socket waits: {0} is not the session that is known ({1})",
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
     * Bounds the messages that a session receives, and lets the container's own threads read it and end its writes. Otherwise the container goes on
     * to use the executor of the handshake, which is meant for requests: beyond its limits it refuses a task, and the session would never be read
     * again. To be called in {@code @OnOpen}: the container reads from the session when that has returned.
     *
     * @param exceeded is run once, by the thread that reads, when a message is beyond the bound. Nothing is read from the session after that; what is
     *     run has to see to it that {@link #end} is called, by another thread
     */
    static void bound(Session session, MessageBound bound, Consumer<Closing> exceeded) {
        LibertySessions known = OF_SESSION.get(session.getClass());
        if (known != null) {
            known.put(session, bound, exceeded);
        }
    }

    /**
     * Sends a close frame and ends the connection without waiting for the peer's. Takes seconds where the peer does not read. To be called for a
     * session whose bound was exceeded.
     */
    static void end(Session session, CloseReason reason) {
        OF_SESSION.get(session.getClass()).endConnection(session, reason);
    }

    /** Ends the connection without a close frame and without waiting, unless it has ended. */
    static void cutOff(Session session) {
        LibertySessions known = OF_SESSION.get(session.getClass());
        if (known != null) {
            TcpLink.shutdown(Reflection.get(known.device, known.link(session)));
        }
    }

    /** Closes the connection, unless it is closed. */
    static void close(Session session) {
        LibertySessions known = OF_SESSION.get(session.getClass());
        if (known != null) {
            Reflection.call(known.close, known.link(session), null, false, true);
        }
    }

    private void put(Session session, MessageBound bound, Consumer<Closing> exceeded) {
        Reflection.call(
                setExecutor, Reflection.get(parameters, Reflection.call(implementation, session)), (Object) null);
        Object of = link(session);
        Object context = Reflection.get(readContext, of);
        BoundedReads reads = new BoundedReads(context, new Unfinished(Reflection.get(linkRead, of)), bound, exceeded);
        Reflection.set(readContext, of, reads.context(readContext.getType(), callback));
    }

    /** The container waits for a reading thread to come back unless it is told that this one is it. */
    private void endConnection(Session session, CloseReason reason) {
        Object of = link(session);
        Reflection.call(setReadStatus, of, onReadThread);
        Reflection.call(close, of, reason, false, false);
    }

    private Object link(Session session) {
        return Reflection.get(link, Reflection.call(implementation, session));
    }

    private final class Unfinished implements UnfinishedMessage {
        private final Object linkReads;
        private final Object kept;

        Unfinished(Object linkReads) {
            this.linkReads = linkReads;
            this.kept = Reflection.get(reader, linkReads);
        }

        @Override
        public int fragments() {
            return (int) Reflection.get(frameCount, kept);
        }

        @Override
        public long payload(int fragment) {
            return (long) Reflection.call(payload, finished(fragment));
        }

        @Override
        public long payloadBegun() {
            Object newest = Reflection.get(frame, kept);
            return isFinished(newest) || (boolean) Reflection.call(control, newest)
                    ? 0
                    : (long) Reflection.call(payload, newest);
        }

        @Override
        public boolean hasBegun() {
            Object newest = Reflection.get(frame, kept);
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
            return Array.get(Reflection.get(frames, kept), fragment);
        }
    }
}
