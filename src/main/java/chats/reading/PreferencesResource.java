package chats.reading;

import chats.auth.CurrentCaller;
import chats.http.Ids;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the caller wants to see a chat, over REST. */
@Path("/chats/{chatId}/preferences")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "reading")
@APIResponse(responseCode = "400", ref = "ValidationFailed")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "NotAMember")
@APIResponse(responseCode = "404", ref = "ChatNotFound")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class PreferencesResource {
    @Inject
    private Reading reading;

    @Inject
    private CurrentCaller caller;

    @PUT
    @Operation(
            operationId = "changePreferences",
            summary = "Change how the caller wants to see a chat",
            description = """
                    Only the caller sees it. What is left out stays. `unread` marks the chat as unread without moving `readSeq`, and goes with the
                    caller's next `read`. The caller's sockets hear `chat_preferences`.
                    """)
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "PreferencesChange")))
    @APIResponse(
            responseCode = "200",
            description = "All preferences of the caller for this chat, as they are now",
            content = @Content(schema = @Schema(ref = "Preferences")))
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
    public Record changePreferences(
            @Parameter(ref = "chatId") @PathParam("chatId") String chatId, PreferencesChange request) {
        return reading.change(caller.user().id(), Ids.of("chatId", chatId), request);
    }
}
