package chats.schema;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/** Flyway's own words, for debugging only: what went wrong comes as an exception too, and {@link Schema} says it in one line. */
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

    /** Made by Flyway, from its name. */
    public static final class Creator implements LogCreator {
        @Override
        public Log createLogger(Class<?> source) {
            return new FlywayLog(source);
        }
    }
}
