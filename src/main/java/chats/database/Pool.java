package chats.database;

import jakarta.inject.Qualifier;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which pool of the server's a {@code DataSource} takes its connections from: {@code @Inject @Pool(Pool.Of.MESSAGES) DataSource database}. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
public @interface Pool {
    Of value();

    /** As in server.xml, where each is described. */
    enum Of {
        CHATS,
        /** The connection of the transaction that is under way, where there is one. */
        CHATS_OF_THE_TRANSACTION,
        MESSAGES,
        SCHEMA
    }
}
