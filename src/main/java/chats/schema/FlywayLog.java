package chats.schema;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/**
 * Lowers Flyway's log messages to debug level: a failure also comes as an exception, and {@link Schema} logs that in
 * one line.
 */
final class FlywayLog implements Log {
    private final Logger logger;

    FlywayLog(Class<?> source) {
        logger = System.getLogger(source.getName());
    }

    @Override
    public void debug(String message) {
        logger.log(Level.TRACE, message);
    }

    @Override
    public void info(String message) {
        logger.log(Level.DEBUG, message);
    }

    @Override
    public void notice(String message) {
        logger.log(Level.DEBUG, message);
    }

    @Override
    public void warn(String message) {
        logger.log(Level.WARNING, message);
    }

    @Override
    public void error(String message) {
        logger.log(Level.DEBUG, message);
    }

    @Override
    public void error(String message, Exception cause) {
        logger.log(Level.DEBUG, message, cause);
    }

    /** Instantiated by Flyway by its class name. */
    public static final class Creator implements LogCreator {
        @Override
        public Log createLogger(Class<?> source) {
            return new FlywayLog(source);
        }
    }
}
