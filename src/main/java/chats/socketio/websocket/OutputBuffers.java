package chats.socketio.websocket;

import chats.liberty.Reflection;
import jakarta.servlet.ServletOutputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;

/**
 * Gives output buffers of upgraded connections back to the container. Open Liberty takes a buffer of 8 KiB for each
 * connection at its first write, and frees it only when the connection ends. That is half of the memory of an idle
 * connection, and there is no setting or API to free the buffer earlier. So this class uses the internals of the output
 * stream: the buffers are the array {@code _output} of the stream's helper; the array and its elements may be null. In
 * a container without these fields nothing is given back.
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

    /** Gets the array of buffers of a stream. The array may be null. */
    private final MethodHandle buffersOf;

    /** Gives one buffer back. */
    private final MethodHandle release;

    private OutputBuffers(MethodHandle buffersOf, MethodHandle release) {
        this.buffersOf = buffersOf;
        this.release = release;
    }

    static OutputBuffers of(ServletOutputStream stream) {
        return OF_STREAM.get(stream.getClass());
    }

    /** To be called after a successful flush, by the thread that writes. */
    void giveBack(ServletOutputStream stream) {
        if (buffersOf == null) {
            return;
        }
        try {
            Object[] buffers = (Object[]) buffersOf.invokeExact((Object) stream);
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
            MethodHandle buffersOf =
                    MethodHandles.filterReturnValue(lookup.unreflectGetter(helper), lookup.unreflectGetter(output));
            return new OutputBuffers(
                    buffersOf.asType(MethodType.methodType(Object[].class, Object.class)),
                    release.asType(MethodType.methodType(void.class, Object.class)));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "Each connection keeps an output buffer: {0} is not the expected class of streams",
                    stream.getName());
            return NONE;
        }
    }
}
