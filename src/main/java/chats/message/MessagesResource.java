package chats.message;

import chats.auth.CurrentCaller;
import chats.http.Ids;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** The messages of a chat over REST. */
@Path("/chats/{chatId}/messages")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class MessagesResource {
    @Inject
    private MessagesService messages;

    @Inject
    private CurrentCaller caller;

    @Resource
    private ManagedExecutorService executor;

    @PathParam("chatId")
    private String chatId;

    @GET
    public History<Message> paginateMessages(
            @QueryParam("before") String before, @QueryParam("after") String after, @QueryParam("limit") String limit) {
        return messages.paginateMessages(caller.user().id(), Ids.of("chatId", chatId), Range.of(before, after, limit));
    }

    @POST
    public CompletionStage<Response> sendMessage(NewMessage request) {
        SendMessage message = request.to(Ids.of("chatId", chatId));
        return SendAnswer.to(messages.send(RequestOrigin.rest(caller.user()), message), executor);
    }
}
