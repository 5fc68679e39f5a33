package chats.edge;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Dictionary;
import java.util.Hashtable;

/**
 * The container's own registry of services (OSGi), which no API leads to: a container's class knows the bundle that it is in, and that
 * the registry.
 */
final class TransportServices {
    private final ClassLoader bundle;

    /** @param bundle the loader of a bundle's classes */
    TransportServices(ClassLoader bundle) {
        this.bundle = bundle;
    }

    /** Offers a service in the name of the bundle; what is returned withdraws it. */
    Runnable register(Class<?> type, Object service) throws ReflectiveOperationException {
        Object owner = call(bundle, "org.osgi.framework.BundleReference", "getBundle");
        Object registry = call(owner, "org.osgi.framework.Bundle", "getBundleContext");
        Object registration = type("org.osgi.framework.BundleContext")
                .getMethod("registerService", String.class, Object.class, Dictionary.class)
                .invoke(registry, type.getName(), service, new Hashtable<String, Object>());
        Method withdraw = type("org.osgi.framework.ServiceRegistration").getMethod("unregister");
        return () -> {
            try {
                withdraw.invoke(registration);
            } catch (IllegalAccessException | InvocationTargetException e) {
                // the registry has ended before the application did, and the service with it
            }
        };
    }

    private Object call(Object target, String type, String method) throws ReflectiveOperationException {
        return type(type).getMethod(method).invoke(target);
    }

    private Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(name, false, bundle);
    }
}
