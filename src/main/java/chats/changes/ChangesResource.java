package chats.changes;

import chats.auth.CurrentCaller;
import chats.http.Ids;
import chats.log.ChatLog;
import chats.message.MessagesService;
import chats.message.Range;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The changes of a chat over REST, for those who poll. */
@Path("/chats/{chatId}/changes")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "messages")
public class ChangesResource {
    @Inject
    private MessagesService messages;

    @Inject
    private CurrentCaller caller;

    @GET
    @Operation(
            operationId = "paginateChanges",
            summary = "What was changed in a chat, ascending by rev",
            description = """
                    Each message that was changed above `after` once, as it is now, with its latest rev; and what happened to the chat itself, summed up.
                    """)
    @APIResponse(
            responseCode = "200",
            description = "A part of the changes",
            content = @Content(schema = @Schema(ref = "Changes")))
    @APIResponse(responseCode = "400", ref = "ValidationFailed")
    @APIResponse(responseCode = "401", ref = "Unauthorized")
    @APIResponse(responseCode = "403", ref = "NotAMember")
    @APIResponse(responseCode = "404", ref = "ChatNotFound")
    @APIResponse(responseCode = "503", ref = "Unavailable")
    public ChatLog.Changes paginateChanges(
            @Parameter(ref = "chatId") @PathParam("chatId") String chatId,
            @Parameter(ref = "afterRev") @QueryParam("after") String after,
            @Parameter(ref = "historyLimit") @QueryParam("limit") String limit) {
        Range range = Range.of(null, after, limit);
        return messages.paginateChanges(
                caller.user().id(), Ids.of("chatId", chatId), range.after().orElse(0), range.limit());
    }
}
