package chats.message;

import chats.auth.CurrentCaller;
import chats.commands.RequestOrigin;
import chats.http.Ids;
import chats.http.LateAnswers;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The messages of a chat over REST. */
@Path("/chats/{chatId}/messages")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "messages")
@APIResponse(responseCode = "400", ref = "ValidationFailed")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "NotAMember")
@APIResponse(responseCode = "404", ref = "ChatNotFound")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class MessagesResource {
    @Inject
    private MessagesService messages;

    @Inject
    private CurrentCaller caller;

    @Inject
    private LateAnswers answers;

    @GET
    @Operation(
            operationId = "paginateMessages",
            summary = "A part of a chat's history, ascending by seq",
            description = """
                    With `before` the newest messages below that seq, with `after` the oldest above that seq, with `at` those around that time,
                    with none of them the newest.

                    Around a time: half of `limit`, rounded down, before the first message that was not sent earlier, and the rest from
                    that one on. Where the chat ends on one side, as many more come from the other. Times rise with seqs, but for the clocks of
                    nodes: where these differ or were set back, it is a place at which the time is passed.
                    """)
    @APIResponse(
            responseCode = "200",
            description = "A part of the history",
            content = @Content(schema = @Schema(ref = "MessageHistory")))
    public History paginateMessages(
            @Parameter(ref = "chatId") @PathParam("chatId") String chatId,
            @Parameter(ref = "before") @QueryParam("before") String before,
            @Parameter(ref = "after") @QueryParam("after") String after,
            @Parameter(ref = "at") @QueryParam("at") String at,
            @Parameter(ref = "historyLimit") @QueryParam("limit") String limit) {
        return messages.paginateMessages(
                caller.user().id(), Ids.of("chatId", chatId), Range.of(before, after, at, limit));
    }

    @POST
    @Operation(
            operationId = "sendMessage",
            summary = "Send a message to a chat",
            description =
                    "To a direct chat it is a whisper to the other user, and `forbidden` if he blocks the caller.")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "NewMessage")))
    @APIResponse(
            responseCode = "200",
            description = "The message that was stored before under this `clientMessageId`",
            content = @Content(schema = @Schema(ref = "Message")))
    @APIResponse(
            responseCode = "201",
            description = "The stored message",
            content = @Content(schema = @Schema(ref = "Message")))
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
    public CompletionStage<Response> sendMessage(
            @Parameter(ref = "chatId") @PathParam("chatId") String chatId, NewMessage request) {
        SendMessage message = request.to(Ids.of("chatId", chatId));
        return answers.of(messages.send(RequestOrigin.rest(caller.user()), message), SendAnswer::of);
    }
}
