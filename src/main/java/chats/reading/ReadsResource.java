package chats.reading;

import chats.auth.CurrentCaller;
import chats.http.Ids;
import chats.marks.ReadMarks;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How far the members of a chat have read, over REST. */
@Path("/chats/{chatId}/reads")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "reading")
@APIResponse(responseCode = "400", ref = "ValidationFailed")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "NotAMember")
@APIResponse(responseCode = "404", ref = "ChatNotFound")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class ReadsResource {
    /** The members, or the two users of a direct chat, by id. */
    public record Readers(List<ReadMarks.Reader> data) {}

    @Inject
    private Reading reading;

    @Inject
    private CurrentCaller caller;

    @GET
    @Operation(operationId = "findReads", summary = "How far each member of a chat has read")
    @APIResponse(
            responseCode = "200",
            description = "The members by id; of a direct chat its two users",
            content = @Content(schema = @Schema(ref = "Reads")))
    public Readers findReads(@Parameter(ref = "chatId") @PathParam("chatId") String chatId) {
        return new Readers(reading.readers(caller.user().id(), Ids.of("chatId", chatId)));
    }
}
