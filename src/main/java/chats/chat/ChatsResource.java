package chats.chat;

import chats.auth.CurrentCaller;
import chats.commands.RequestOrigin;
import chats.http.Ids;
import chats.http.LateAnswers;
import chats.http.Page;
import chats.http.Paging;
import chats.message.SendAnswer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Chats over REST. */
@Path("/chats")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "chats")
@APIResponse(responseCode = "400", ref = "ValidationFailed")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class ChatsResource {
    private static final int DEFAULT_LIMIT = 10;

    @Inject
    private ChatsService chats;

    @Inject
    private ChatUpdates updates;

    @Inject
    private CurrentCaller caller;

    @Inject
    private LateAnswers answers;

    @GET
    @Operation(operationId = "paginateChats", summary = "The caller's chats, latest activity first")
    @APIResponse(
            responseCode = "200",
            description = "A page of chats; one past the end is empty",
            content = @Content(schema = @Schema(ref = "ChatPage")))
    public Page<Chat> paginateChats(
            @Parameter(ref = "page") @QueryParam("page") String page,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "10"))
                    @QueryParam("limit")
                    String limit,
            @Parameter(
                            description = "`room`: those made with members; `direct`: those of whispers; `all`: both",
                            schema =
                                    @Schema(
                                            enumeration = {"room", "direct", "all"},
                                            defaultValue = "room"))
                    @QueryParam("kind")
                    String kind) {
        return chats.paginateChats(caller.user().id(), ChatKind.of(kind), Paging.of(page, limit, DEFAULT_LIMIT));
    }

    @POST
    @Operation(
            operationId = "createChat",
            summary = "Create a chat with some people",
            description = "The caller is always a member. Every socket of a member hears `chat_created`.")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "CreateChat")))
    @APIResponse(
            responseCode = "200",
            description = "The chat that was created before under this `clientChatId`",
            content = @Content(schema = @Schema(ref = "Chat")))
    @APIResponse(
            responseCode = "201",
            description = "The new chat",
            headers =
                    @Header(
                            name = HttpHeaders.LOCATION,
                            description = "Where the chat is",
                            schema = @Schema(type = SchemaType.STRING, examples = "/chats/3")),
            content = @Content(schema = @Schema(ref = "Chat")))
    @APIResponse(responseCode = "403", ref = "BlockedBy")
    @APIResponse(responseCode = "404", ref = "UserNotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
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
    @Operation(operationId = "findChat", summary = "One chat")
    @APIResponse(responseCode = "200", description = "The chat", content = @Content(schema = @Schema(ref = "Chat")))
    @APIResponse(responseCode = "403", ref = "NotAMember")
    @APIResponse(responseCode = "404", ref = "ChatNotFound")
    public Chat findChat(@Parameter(ref = "chatId") @PathParam("chatId") String chatId) {
        return chats.findChat(caller.user().id(), Ids.of("chatId", chatId));
    }

    @PATCH
    @Path("{chatId}")
    @Operation(
            operationId = "updateChat",
            summary = "Give a chat another name or other admins",
            description =
                    "What is left out stays. `admins` is the whole list; where it is empty, every member may do what admins may.")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "ChatPatch")))
    @APIResponse(
            responseCode = "200",
            description = "What has changed; where nothing has, with the chat's last rev",
            content = @Content(schema = @Schema(ref = "ChatChange")))
    @APIResponse(responseCode = "403", ref = "ForAdmins")
    @APIResponse(responseCode = "404", ref = "ChatOrUserNotFound")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
    public CompletionStage<Response> updateChat(
            @Parameter(ref = "chatId") @PathParam("chatId") String chatId, ChatPatch request) {
        UpdateChat update = request.to(Ids.of("chatId", chatId));
        return answers.of(
                updates.updateUnchecked(RequestOrigin.rest(caller.user()), update, update.named()), SendAnswer::of);
    }
}
