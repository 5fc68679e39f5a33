package chats.run;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests with a parameter of a type the one that all share: it is started when first asked for and closed after the last test. */
public abstract class StartedOnce<T extends AutoCloseable> implements ParameterResolver {
    private final Class<T> type;

    protected StartedOnce(Class<T> type) {
        this.type = type;
    }

    protected abstract T start();

    /** What is done before a test gets it. */
    protected void prepare(T shared) {}

    @Override
    public final boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == type;
    }

    @Override
    public final Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        T shared = test.getRoot()
                .getStore(ExtensionContext.Namespace.create(type))
                .computeIfAbsent(type, key -> start(), type);
        prepare(shared);
        return shared;
    }
}
