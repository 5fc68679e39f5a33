package chats.message;

import chats.auth.CurrentCaller;
import chats.commands.RequestOrigin;
import chats.http.Ids;
import chats.http.LateAnswers;
import chats.http.Paging;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whispers over REST. */
@Path("/whispers")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "whispers")
@APIResponse(responseCode = "400", ref = "ValidationFailed")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "404", ref = "UserNotFound")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class WhispersResource {
    private static final int DEFAULT_LIMIT = 20;

    @Inject
    private MessagesService messages;

    @Inject
    private CurrentCaller caller;

    @Inject
    private LateAnswers answers;

    /**
     * With {@code with}, a range of the whispers between the caller and that user; without, the caller's conversations.
     */
    @GET
    @Operation(
            operationId = "whispers",
            summary = "Whispers with one user, or whom the caller whispered with",
            description = """
                    With `with`, a part of what was whispered between the caller and that user, by `before`, `after` and `limit` (1 to 200, 50 by
                    default) as for a chat's history. Without it, a page of those whom the caller whispered with, latest first, by `page` and
                    `limit` (1 to 100, 20 by default).
                    """)
    @APIResponse(
            responseCode = "200",
            description = "A part of the history, or a page of conversations",
            content = @Content(schema = @Schema(ref = "Whispers")))
    public Record whispers(
            @Parameter(description = "The other user's id", schema = @Schema(ref = "Id")) @QueryParam("with")
                    String with,
            @Parameter(ref = "before") @QueryParam("before") String before,
            @Parameter(ref = "after") @QueryParam("after") String after,
            @Parameter(ref = "page") @QueryParam("page") String page,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200")) @QueryParam("limit")
                    String limit) {
        if (with == null) {
            return messages.paginateConversations(caller.user(), Paging.of(page, limit, DEFAULT_LIMIT));
        }
        return messages.paginateWhispers(caller.user().id(), Ids.of("with", with), Range.of(before, after, limit));
    }

    @POST
    @Operation(
            operationId = "sendWhisper",
            summary = "Whisper to a user",
            description = "Only the two hear it. A whisper to oneself is allowed, one to who blocks the caller is not.")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "NewWhisper")))
    @APIResponse(
            responseCode = "200",
            description = "The whisper that was stored before under this `clientMessageId`",
            content = @Content(schema = @Schema(ref = "Whisper")))
    @APIResponse(
            responseCode = "201",
            description = "The stored whisper",
            content = @Content(schema = @Schema(ref = "Whisper")))
    @APIResponse(responseCode = "403", ref = "BlockedBy")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
    public CompletionStage<Response> sendWhisper(NewWhisper request) {
        return answers.of(messages.send(RequestOrigin.rest(caller.user()), request.toSend()), SendAnswer::of);
    }
}
