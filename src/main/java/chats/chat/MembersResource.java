package chats.chat;

import chats.auth.CurrentCaller;
import chats.commands.RequestOrigin;
import chats.http.Ids;
import chats.http.LateAnswers;
import chats.json.RequestParser;
import chats.message.SendAnswer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The members of a chat over REST. */
@Path("/chats/{chatId}/members")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "chats")
@APIResponse(
        responseCode = "200",
        description = "What has changed; where nothing has, with the chat's last rev",
        content = @Content(schema = @Schema(ref = "ChatChange")))
@APIResponse(responseCode = "400", ref = "ValidationFailed")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "ForAdmins")
@APIResponse(responseCode = "404", ref = "ChatOrUserNotFound")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class MembersResource {
    @Inject
    private ChatUpdates updates;

    @Inject
    private RequestParser requests;

    @Inject
    private CurrentCaller caller;

    @Inject
    private LateAnswers answers;

    @POST
    @Operation(
            operationId = "addMembers",
            summary = "Add members to a chat",
            description = "Every socket of an added user hears `chat_created`. Who is a member already stays one.")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "NewMembers")))
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
    public CompletionStage<Response> addMembers(
            @Parameter(ref = "chatId") @PathParam("chatId") String chatId, NewMembers request) {
        AddMembers update = new AddMembers(Ids.of("chatId", chatId), request.userIds());
        return answers.of(updates.add(RequestOrigin.rest(caller.user()), requests.check(update)), SendAnswer::of);
    }

    @DELETE
    @Path("{userId}")
    @Operation(
            operationId = "removeMember",
            summary = "Remove a member from a chat, or leave it",
            description = "Every socket of a removed user hears `chat_removed`, and nothing of the chat after that.")
    public CompletionStage<Response> removeMember(
            @Parameter(ref = "chatId") @PathParam("chatId") String chatId,
            @Parameter(ref = "userId") @PathParam("userId") String userId) {
        RemoveMembers update = new RemoveMembers(Ids.of("chatId", chatId), Set.of(Ids.of("userId", userId)));
        return answers.of(
                updates.updateUnchecked(RequestOrigin.rest(caller.user()), update, update.named()), SendAnswer::of);
    }
}
