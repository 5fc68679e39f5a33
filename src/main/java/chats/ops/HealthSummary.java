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
 * Whether all health checks are up, for callers that must not see the names of checks. The checks run on one thread at
 * a time; callers meanwhile get the result of the same run. The lock guards {@code running}; nobody waits while holding
 * it.
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
    private CompletableFuture<Boolean> running = CompletableFuture.completedFuture(true);

    /** The checks need the application's context, and callers come from threads that do not have it. */
    @PostConstruct
    void begin() {
        checks = contexts.contextualSupplier(this::allAreUp);
    }

    @Override
    public synchronized CompletionStage<Boolean> isUp() {
        if (running.isDone()) {
            running = CompletableFuture.supplyAsync(checks, executor);
        }
        return running;
    }

    private boolean allAreUp() {
        return Stream.of(started, live, ready)
                .flatMap(Instance::stream)
                .allMatch(check -> check.call().getStatus() == HealthCheckResponse.Status.UP);
    }
}
