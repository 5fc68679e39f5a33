package chats.ops;

import chats.edge.NodeHealth;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * All checks in one word, for where their names are not to be seen. However many ask, the checks are run by one thread at a time, and
 * who asks meanwhile is told the same.
 */
@ApplicationScoped
class HealthSummary implements NodeHealth {
    @Inject
    @Startup
    private Instance<HealthCheck> started;

    @Inject
    @Liveness
    private Instance<HealthCheck> live;

    @Inject
    @Readiness
    private Instance<HealthCheck> ready;

    @Resource
    private ContextService contexts;

    @Resource
    private ManagedExecutorService executor;

    private Supplier<Boolean> checks;
    private CompletableFuture<Boolean> asked = CompletableFuture.completedFuture(true);

    /** Who asks is none of the application's threads. */
    @PostConstruct
    void begin() {
        checks = contexts.contextualSupplier(this::allAreUp);
    }

    @Override
    public synchronized CompletionStage<Boolean> isUp() {
        if (asked.isDone()) {
            asked = CompletableFuture.supplyAsync(checks, executor);
        }
        return asked;
    }

    private boolean allAreUp() {
        return Stream.of(started, live, ready)
                .flatMap(Instance::stream)
                .allMatch(check -> check.call().getStatus() == HealthCheckResponse.Status.UP);
    }
}
