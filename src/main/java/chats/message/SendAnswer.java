package chats.message;

import chats.writer.WriteResult;
import jakarta.ws.rs.core.Response;

/** The answer of REST to a sent or changed message: 201 if it is new, else 200. */
public final class SendAnswer {
    private SendAnswer() {}

    public static Response of(WriteResult stored) {
        return Response.status(stored.fresh() ? Response.Status.CREATED : Response.Status.OK)
                .entity(stored.view())
                .build();
    }
}
