package chats.message;

import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The answer of REST to what was sent: 201 with what was stored, 200 if it had been stored before. */
final class SentAnswer {
    private SentAnswer() {}

    /** @param executor writes the answer, so that the one writer of messages does not */
    static CompletionStage<Response> to(CompletionStage<Stored> sent, Executor executor) {
        return sent.thenApplyAsync(
                stored -> Response.status(stored.fresh() ? Response.Status.CREATED : Response.Status.OK)
                        .entity(stored.sent().view())
                        .build(),
                executor);
    }
}
