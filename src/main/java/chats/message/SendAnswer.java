package chats.message;

import chats.http.FailureMapper;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The answer of REST to a sent message: 201 if it was stored, 200 if it had been stored before, or an error. */
final class SendAnswer {
    private static final FailureMapper FAILURES = new FailureMapper();

    private SendAnswer() {}

    /**
     * @param executor writes the answer, errors too, so that the one writer of messages does not spend its time on it
     */
    static CompletionStage<Response> to(CompletionStage<SendResult> sent, Executor executor) {
        return sent.handleAsync(
                (stored, failure) -> failure == null ? stored(stored) : FAILURES.toResponse(failure), executor);
    }

    private static Response stored(SendResult stored) {
        return Response.status(stored.fresh() ? Response.Status.CREATED : Response.Status.OK)
                .entity(stored.sent().shape())
                .build();
    }
}
