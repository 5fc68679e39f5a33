package chats.liberty;

import java.lang.System.Logger.Level;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * What the container keeps of a request for the thread that handles it ({@code SRTServletRequestThreadData}). For a body that is
 * read without a thread, the container keeps the object of the thread that began the request, and not a copy. Once that thread
 * handles another request, the first one would go on with the data of the other: it may find no application, and the container
 * answers 200 without a body. So the data are copied while that thread is in the application, and given to the thread that
 * dispatches.
 */
public final class RequestThreadData {
    private static final System.Logger LOG = System.getLogger(RequestThreadData.class.getName());

    private static final ClassValue<Optional<Access>> OF_CONTAINER = new ClassValue<>() {
        @Override
        protected Optional<Access> computeValue(Class<?> type) {
            try {
                return Optional.of(new Access(type.getClassLoader()));
            } catch (ReflectiveOperationException | RuntimeException e) {
                LOG.log(Level.WARNING, "This container does not have the expected data of a request's thread", e);
                return Optional.empty();
            }
        }
    };

    private final Access access;
    private final Object copy;
    private final Object dispatch;
    private final Object application;

    private RequestThreadData(Access access, Object copy) {
        this.access = access;
        this.copy = copy;
        this.dispatch = Reflection.call(access.dispatchContext, copy);
        this.application = dispatch == null ? null : Reflection.call(access.application, dispatch);
    }

    /**
     * A copy of this thread's data; empty in another container.
     *
     * @param container an object of the container
     */
    public static Optional<RequestThreadData> copy(Object container) {
        return OF_CONTAINER.get(container.getClass()).map(access -> new RequestThreadData(access, access.copy()));
    }

    /** Makes them this thread's data. */
    public void restore() {
        if (application != null) {
            Reflection.call(access.setApplication, dispatch, application);
        }
        Reflection.call(access.init, Reflection.call(access.ofThread, null), copy);
    }

    private static final class Access {
        private final Constructor<?> constructor;
        private final Method ofThread;
        private final Method init;
        private final Method dispatchContext;
        private final Method application;
        private final Method setApplication;

        Access(ClassLoader loader) throws ReflectiveOperationException {
            Class<?> data = loader.loadClass("com.ibm.ws.webcontainer.srt.SRTServletRequestThreadData");
            Class<?> context = loader.loadClass("com.ibm.ws.webcontainer.webapp.WebAppDispatcherContext");
            constructor = data.getConstructor();
            ofThread = data.getMethod("getInstance");
            init = data.getMethod("init", data);
            dispatchContext = data.getMethod("getDispatchContext");
            application = context.getMethod("getWebApp");
            setApplication = context.getMethod("setWebApp", application.getReturnType());
        }

        Object copy() {
            try {
                Object copy = constructor.newInstance();
                Reflection.call(init, copy, Reflection.call(ofThread, null));
                return copy;
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
