package chats.socketio.websocket;

import chats.liberty.Reflection;
import jakarta.servlet.ServletOutputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;

/**
 * Gives the buffer that an upgraded connection was written through back to the container. Open Liberty lends one of 8 KiB to each
 * connection at its first write and takes it back when the connection ends, which is half of what an idle connection costs; and it
 * has no setting and no call for that. So this reaches into its stream, where the buffers are the array {@code _output} of the
 * stream's helper, each of which may be missing. In a container where none of that is found, nothing is given back.
 */
final class OutputBuffers {
    private static final System.Logger LOG = System.getLogger(OutputBuffers.class.getName());

    private static final OutputBuffers NONE = new OutputBuffers(null, null);

    private static final ClassValue<OutputBuffers> OF_STREAM = new ClassValue<>() {
        @Override
        protected OutputBuffers computeValue(Class<?> stream) {
            return find(stream);
        }
    };

    /** From the stream to its array of buffers, which may be null. */
    private final MethodHandle lent;

    /** Ends the loan of a buffer. */
    private final MethodHandle release;

    private OutputBuffers(MethodHandle lent, MethodHandle release) {
        this.lent = lent;
        this.release = release;
    }

    static OutputBuffers of(ServletOutputStream stream) {
        return OF_STREAM.get(stream.getClass());
    }

    /** To be called after a flush that succeeded, by the thread that may write. */
    void giveBack(ServletOutputStream stream) {
        if (lent == null) {
            return;
        }
        try {
            Object[] buffers = (Object[]) lent.invokeExact((Object) stream);
            for (int i = 0; buffers != null && i < buffers.length; i++) {
                Object buffer = buffers[i];
                if (buffer != null) {
                    buffers[i] = null;
                    release.invokeExact(buffer);
                }
            }
        } catch (Throwable e) {
            throw new IllegalStateException("An output buffer could not be given back", e);
        }
    }

    private static OutputBuffers find(Class<?> stream) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            Field helper = Reflection.field(stream, "_outHelper");
            Field output = Reflection.field(helper.getType(), "_output");
            MethodHandle release =
                    lookup.unreflect(output.getType().getComponentType().getMethod("release"));
            MethodHandle lent =
                    MethodHandles.filterReturnValue(lookup.unreflectGetter(helper), lookup.unreflectGetter(output));
            return new OutputBuffers(
                    lent.asType(MethodType.methodType(Object[].class, Object.class)),
                    release.asType(MethodType.methodType(void.class, Object.class)));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "Each connection keeps an output buffer: {0} is not the stream that is known",
                    stream.getName());
            return NONE;
        }
    }
}
