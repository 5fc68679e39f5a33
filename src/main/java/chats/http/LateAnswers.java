package chats.http;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Answers of REST that are written when a result is there, on a thread of their own: whoever completes the result does not spend its time on
 * them. A resource takes its thread from here, and not by {@code @Resource}: the container would look that up for each request, which was
 * 30 % of the processor time of a cheap one.
 */
@ApplicationScoped
public class LateAnswers {
    private static final FailureMapper FAILURES = new FailureMapper();

    @Resource
    ManagedExecutorService executor;

    /** @param answer what is answered with this result; a failure is answered as {@link FailureMapper} has it */
    public <T> CompletionStage<Response> of(CompletionStage<T> result, Function<T, Response> answer) {
        return result.handleAsync(
                (value, failure) -> failure == null ? answer.apply(value) : FAILURES.toResponse(failure), executor);
    }
}
