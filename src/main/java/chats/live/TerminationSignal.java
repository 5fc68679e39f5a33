package chats.live;

import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * The signal by which a process is told to stop, SIGTERM. Open Liberty cuts all connections as soon as the process begins to end,
 * so whatever is to be done before that is done before the signal takes its course. A second signal does not wait for the first.
 * Java has no other means than {@code sun.misc.Signal}, which the compiler does not want to see.
 */
final class TerminationSignal {
    private static final System.Logger LOG = System.getLogger(TerminationSignal.class.getName());

    private TerminationSignal() {}

    /** When the signal comes, {@code first} is run; then the process ends as it would have without this. */
    static void precede(Runnable first) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object signal = type.getConstructor(String.class).newInstance("TERM");
            Object[] before = new Object[1];
            InvocationHandler handler = (proxy, method, arguments) -> {
                if (!method.getName().equals("handle")) {
                    return method.invoke(first, arguments);
                }
                type.getMethod("handle", type, handlerType).invoke(null, signal, before[0]);
                try {
                    first.run();
                } finally {
                    handlerType.getMethod("handle", type).invoke(before[0], signal);
                }
                return null;
            };
            Object preceding = Proxy.newProxyInstance(
                    TerminationSignal.class.getClassLoader(), new Class<?>[] {handlerType}, handler);
            before[0] = type.getMethod("handle", type, handlerType).invoke(null, signal, preceding);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.WARNING, "DRAIN_SECONDS has no effect: this Java does not let signals be handled", e);
        }
    }
}
