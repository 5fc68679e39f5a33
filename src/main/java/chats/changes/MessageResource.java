package chats.changes;

import chats.auth.CurrentCaller;
import chats.commands.RequestOrigin;
import chats.http.Ids;
import chats.http.LateAnswers;
import chats.json.RequestParser;
import chats.log.Message;
import chats.message.MessagesService;
import chats.message.SendAnswer;
import chats.writer.Change;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One message over REST: reading, editing, deleting, reacting. */
@Path("/chats/{chatId}/messages/{seq}")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "messages")
@APIResponse(
        responseCode = "200",
        description = "The message as it is now",
        content = @Content(schema = @Schema(ref = "Message")))
@APIResponse(responseCode = "400", ref = "ValidationFailed")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "404", ref = "MessageNotFound")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class MessageResource {
    @Inject
    private MessagesService messages;

    @Inject
    private CurrentCaller caller;

    @Inject
    private RequestParser requests;

    @Inject
    private LateAnswers answers;

    @GET
    @Operation(operationId = "findMessage", summary = "One message")
    public Message findMessage(
            @Parameter(ref = "chatId") @PathParam("chatId") String chatId,
            @Parameter(ref = "seq") @PathParam("seq") String seq) {
        return messages.findMessage(caller.user().id(), Ids.of("chatId", chatId), Ids.of("seq", seq));
    }

    @PATCH
    @Operation(operationId = "editMessage", summary = "Give a message of one's own another text", description = """
                    Whoever hears the chat hears `message_changed`. To set the text that it has changes nothing. An edit should have a
                    `clientChangeId`, under which it is done once: sent again without one, it would undo an edit that was made in between.
                    """)
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "NewText")))
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
    public CompletionStage<Response> editMessage(
            @Parameter(ref = "chatId") @PathParam("chatId") String chatId,
            @Parameter(ref = "seq") @PathParam("seq") String seq,
            NewText request) {
        return change(request.to(Ids.of("chatId", chatId), Ids.of("seq", seq)));
    }

    @DELETE
    @Operation(
            operationId = "deleteMessage",
            summary = "Delete a message of one's own or, as an admin of the room, of another; its place stays",
            description =
                    "Its text is empty from then on and its reactions are gone. To delete it again changes nothing.")
    public CompletionStage<Response> deleteMessage(
            @Parameter(ref = "chatId") @PathParam("chatId") String chatId,
            @Parameter(ref = "seq") @PathParam("seq") String seq) {
        return change(new DeleteMessage(Ids.of("chatId", chatId), Ids.of("seq", seq)));
    }

    @PUT
    @Path("reactions/{emoji}")
    @Operation(operationId = "react", summary = "React to a message with an emoji", description = """
                    To react as one has already changes nothing. A message has at most 20 different emoji, a deleted one none (`conflict`).
                    """)
    @APIResponse(responseCode = "409", ref = "Conflict")
    public CompletionStage<Response> react(
            @Parameter(ref = "chatId") @PathParam("chatId") String chatId,
            @Parameter(ref = "seq") @PathParam("seq") String seq,
            @Parameter(ref = "emoji") @PathParam("emoji") String emoji) {
        return change(new React(Ids.of("chatId", chatId), Ids.of("seq", seq), emoji, true));
    }

    @DELETE
    @Path("reactions/{emoji}")
    @Operation(
            operationId = "takeBackReaction",
            summary = "Take a reaction back",
            description = "To take back what is not there changes nothing.")
    @APIResponse(responseCode = "409", ref = "Conflict")
    public CompletionStage<Response> takeBackReaction(
            @Parameter(ref = "chatId") @PathParam("chatId") String chatId,
            @Parameter(ref = "seq") @PathParam("seq") String seq,
            @Parameter(ref = "emoji") @PathParam("emoji") String emoji) {
        return change(new React(Ids.of("chatId", chatId), Ids.of("seq", seq), emoji, false));
    }

    private CompletionStage<Response> change(Change change) {
        requests.check(change);
        return answers.of(messages.change(RequestOrigin.rest(caller.user()), change), SendAnswer::of);
    }
}
