package chats.checker.clock;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;

/** Put into a node's application, this is the clock that it reads: ahead of the machine's by {@code CLOCK_AHEAD_SECONDS}. */
@Alternative
@Priority(1)
@ApplicationScoped
public class ClockAhead {
    @Produces
    @ApplicationScoped
    Clock clock() {
        return Clock.offset(
                Clock.systemUTC(), Duration.ofSeconds(Long.parseLong(System.getenv("CLOCK_AHEAD_SECONDS"))));
    }
}
