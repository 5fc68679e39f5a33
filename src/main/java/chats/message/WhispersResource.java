package chats.message;

import chats.auth.CurrentCaller;
import chats.http.Ids;
import chats.http.Paging;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** Whispers over REST. */
@Path("/whispers")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class WhispersResource {
    private static final int DEFAULT_LIMIT = 20;

    @Inject
    private MessagesService messages;

    @Inject
    private CurrentCaller caller;

    @Resource
    private ManagedExecutorService executor;

    /** With {@code with}, what was whispered between the two; without, whom the caller whispered with. */
    @GET
    public Record whispers(
            @QueryParam("with") String with,
            @QueryParam("before") String before,
            @QueryParam("after") String after,
            @QueryParam("page") String page,
            @QueryParam("limit") String limit) {
        if (with == null) {
            return messages.paginateConversations(caller.user(), Paging.of(page, limit, DEFAULT_LIMIT));
        }
        return messages.paginateWhispers(caller.user().id(), Ids.of("with", with), Range.of(before, after, limit));
    }

    @POST
    public CompletionStage<Response> sendWhisper(NewWhisper request) {
        return SendAnswer.to(messages.send(RequestOrigin.rest(caller.user()), request.toSend()), executor);
    }
}
