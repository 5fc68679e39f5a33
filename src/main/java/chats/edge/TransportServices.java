package chats.edge;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Dictionary;
import java.util.Hashtable;

/**
 * Access to the container's OSGi service registry. There is no API for applications: the class loader of a container's
 * class gives its bundle, and the bundle gives the registry.
 */
final class TransportServices {
    private final ClassLoader bundle;

    /** @param bundle the loader of a bundle's classes */
    TransportServices(ClassLoader bundle) {
        this.bundle = bundle;
    }

    /** Registers a service in the name of the bundle. The returned code unregisters it. */
    Runnable register(Class<?> type, Object service) throws ReflectiveOperationException {
        Object owner = call(bundle, "org.osgi.framework.BundleReference", "getBundle");
        Object registry = call(owner, "org.osgi.framework.Bundle", "getBundleContext");
        Object registration = type("org.osgi.framework.BundleContext")
                .getMethod("registerService", String.class, Object.class, Dictionary.class)
                .invoke(registry, type.getName(), service, new Hashtable<String, Object>());
        Method unregister = type("org.osgi.framework.ServiceRegistration").getMethod("unregister");
        return () -> {
            try {
                unregister.invoke(registration);
            } catch (IllegalAccessException | InvocationTargetException e) {
                // the registry was closed before the application, and has unregistered the service
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
