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
 * The readiness checks: whether this node can serve users, and if not, why. Anybody may call them, so an answer names
 * at most a setting; details are in the log.
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
     * Up even if the bus is in trouble, since messages of other nodes then come from the database, a little later. Down
     * if there are other nodes and this one has no bus.
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

    /** Removes the database's message behind the colon, because it may contain names of hosts and users. */
    private static String withoutDetail(String sentence) {
        int colon = sentence.indexOf(": ");
        return colon < 0 ? sentence : sentence.substring(0, colon);
    }
}
