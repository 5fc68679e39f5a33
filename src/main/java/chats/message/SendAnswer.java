package chats.message;

import chats.http.FailureMapper;
import chats.writer.WriteResult;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The answer of REST to a sent or changed message: 201 if it is new, else 200, or an error. */
public final class SendAnswer {
    private static final FailureMapper FAILURES = new FailureMapper();

    private SendAnswer() {}

    /**
     * @param executor writes the answer, errors too, so that the one writer of messages does not spend its time on it
     */
    public static CompletionStage<Response> to(CompletionStage<WriteResult> sent, Executor executor) {
        return sent.handleAsync(
                (stored, failure) -> failure == null ? stored(stored) : FAILURES.toResponse(failure), executor);
    }

    private static Response stored(WriteResult stored) {
        return Response.status(stored.fresh() ? Response.Status.CREATED : Response.Status.OK)
                .entity(stored.view())
                .build();
    }
}
