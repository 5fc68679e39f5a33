package chats.chat;

import chats.auth.CurrentCaller;
import chats.http.Ids;
import chats.http.Page;
import chats.http.Paging;
import chats.message.RequestOrigin;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Chats over REST. */
@Path("/chats")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ChatsResource {
    private static final int DEFAULT_LIMIT = 10;

    @Inject
    private ChatsService chats;

    @Inject
    private CurrentCaller caller;

    @GET
    public Page<Chat> paginateChats(@QueryParam("page") String page, @QueryParam("limit") String limit) {
        return chats.paginateChats(caller.user().id(), Paging.of(page, limit, DEFAULT_LIMIT));
    }

    @POST
    public Response createChat(CreateChat request) {
        ChatsService.Created created = chats.createChat(RequestOrigin.rest(caller.user()), request);
        // as text: a URI would be made absolute, with a scheme and host that the server behind a proxy does not know
        Response.ResponseBuilder answer = created.fresh()
                ? Response.status(Response.Status.CREATED)
                        .header(HttpHeaders.LOCATION, "/chats/" + created.chat().id())
                : Response.ok();
        return answer.entity(created.chat()).build();
    }

    @GET
    @Path("{chatId}")
    public Chat findChat(@PathParam("chatId") String chatId) {
        return chats.findChat(caller.user().id(), Ids.of("chatId", chatId));
    }
}
