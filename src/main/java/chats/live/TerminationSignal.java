package chats.live;

import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * SIGTERM, by which a process is told to stop. Open Liberty cuts all connections as soon as the process begins to end,
 * so what must happen before that has to run before the signal is passed on. A second SIGTERM ends the process at once.
 * Java has no other means for this than {@code sun.misc.Signal}, which is used by reflection because the compiler warns
 * of it.
 */
final class TerminationSignal {
    private static final System.Logger LOG = System.getLogger(TerminationSignal.class.getName());

    private TerminationSignal() {}

    /** Runs {@code first} when the signal comes; then the process ends as it would have without this. */
    static void precede(Runnable first) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object signal = type.getConstructor(String.class).newInstance("TERM");
            Object[] previous = new Object[1];
            InvocationHandler handler = (proxy, method, arguments) -> {
                if (!method.getName().equals("handle")) {
                    return method.invoke(first, arguments);
                }
                type.getMethod("handle", type, handlerType).invoke(null, signal, previous[0]);
                try {
                    first.run();
                } finally {
                    handlerType.getMethod("handle", type).invoke(previous[0], signal);
                }
                return null;
            };
            Object preceding = Proxy.newProxyInstance(
                    TerminationSignal.class.getClassLoader(), new Class<?>[] {handlerType}, handler);
            previous[0] = type.getMethod("handle", type, handlerType).invoke(null, signal, preceding);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.WARNING, "DRAIN_SECONDS has no effect: this Java does not allow signals to be handled", e);
        }
    }
}
