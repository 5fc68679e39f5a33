package chats.database;

import jakarta.inject.Qualifier;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Chooses the container's pool for a {@code DataSource}: {@code @Inject @Pool(Pool.Of.MESSAGES) DataSource database}.
 */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
public @interface Pool {
    Of value();

    /** The pools of server.xml, where each is described. */
    enum Of {
        CHATS,
        /** The pool of {@link #CHATS}; within a transaction, its connection. */
        CHATS_OF_THE_TRANSACTION,
        MESSAGES,
        SCHEMA
    }
}
