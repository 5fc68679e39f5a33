package chats.json;

import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import java.lang.annotation.ElementType;

/**
 * Lets all that is validated be read. Only requests are, which are whole. The default asks JPA for each property whether it is loaded,
 * since it might be that of an entity.
 */
public class AllReachable implements TraversableResolver {
    @Override
    public boolean isReachable(
            Object traversed, Path.Node property, Class<?> root, Path path, ElementType elementType) {
        return true;
    }

    @Override
    public boolean isCascadable(
            Object traversed, Path.Node property, Class<?> root, Path path, ElementType elementType) {
        return true;
    }
}
