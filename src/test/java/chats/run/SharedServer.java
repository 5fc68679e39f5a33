package chats.run;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A test of the server that {@link ServerUnderTest} gives, at the same time as others. A test that counts what the whole server does
 * also has {@code @ResourceLock(ServerUnderTest.LOCK)}: then it has the server to itself.
 */
@ExtendWith(ServerUnderTest.class)
@ResourceLock(value = ServerUnderTest.LOCK, mode = ResourceAccessMode.READ)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface SharedServer {}
