package chats.ops;

import chats.auth.SigningKeys;
import chats.auth.VerifierProducer;
import chats.bus.Bus;
import chats.bus.SingleNodeGuard;
import chats.errors.DrainState;
import chats.schema.Schema;
import chats.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether people can chat by this node, and if not, what is in the way. Everybody may ask, so the answer names a setting at
 * most; details are in the log.
 */
@ApplicationScoped
class ReadyChecks {
    @Produces
    @Readiness
    HealthCheck database(DatabaseProbe probe) {
        return () -> check("database", probe.problem());
    }

    @Produces
    @Readiness
    HealthCheck schema(Schema schema) {
        return () -> check("schema", schema.reason());
    }

    @Produces
    @Readiness
    HealthCheck keys(SigningKeys own, VerifierProducer outside, Settings settings) {
        return () -> check("keys", settings.outsideProvider() ? outside.problem() : own.problem());
    }

    /**
     * With the bus in trouble it is up all the same: messages of other nodes come by the database, a little later. It is down where
     * there are other nodes and no bus.
     */
    @Produces
    @Readiness
    HealthCheck nodes(Bus bus, SingleNodeGuard guard) {
        return () -> guard.problem()
                .map(why -> nodes("alone", why).down())
                .orElseGet(() -> nodes(
                                bus.trouble().isPresent() ? "degraded" : "good",
                                bus.trouble().orElse(""))
                        .up())
                .build();
    }

    private static HealthCheckResponseBuilder nodes(String state, String reason) {
        return HealthCheckResponse.named("nodes").withData("state", state).withData("reason", reason);
    }

    @Produces
    @Readiness
    HealthCheck stopping() {
        return () ->
                check("running", DrainState.hasBegun() ? Optional.of("The server was told to stop") : Optional.empty());
    }

    private static HealthCheckResponse check(String name, Optional<String> problem) {
        return problem.map(sentence -> HealthCheckResponse.named(name)
                        .down()
                        .withData("reason", withoutDetail(sentence))
                        .build())
                .orElseGet(() -> HealthCheckResponse.up(name));
    }

    /** The database's own words follow after a colon; they may tell strangers of hosts and users. */
    private static String withoutDetail(String sentence) {
        int colon = sentence.indexOf(": ");
        return colon < 0 ? sentence : sentence.substring(0, colon);
    }
}
