package chats.reading;

import chats.auth.CurrentCaller;
import chats.commands.RequestOrigin;
import chats.http.Ids;
import chats.http.LateAnswers;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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

/** The caller's own mark in a chat over REST. */
@Path("/chats/{chatId}/read")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "reading")
@APIResponse(responseCode = "400", ref = "ValidationFailed")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "NotAMember")
@APIResponse(responseCode = "404", ref = "ChatNotFound")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class ReadResource {
    @Inject
    private Reading reading;

    @Inject
    private CurrentCaller caller;

    @Inject
    private LateAnswers answers;

    @PUT
    @Operation(operationId = "read", summary = "Mark a chat as read up to a seq", description = """
                    A mark only grows: a seq below it changes nothing, and one above the chat's last counts as that. The answer comes once the mark is
                    stored. The first mark of a user in a chat is stored at once, further ones within a second after it when that second is over.
                    """)
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "ReadUpTo")))
    @APIResponse(
            responseCode = "200",
            description = "How far the caller has read now",
            content = @Content(schema = @Schema(ref = "ReadMark")))
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
    public CompletionStage<Response> read(
            @Parameter(ref = "chatId") @PathParam("chatId") String chatId, ReadUpTo request) {
        return answers.of(
                reading.read(RequestOrigin.rest(caller.user()), Ids.of("chatId", chatId), request.seq()),
                mark -> Response.ok(mark).build());
    }
}
