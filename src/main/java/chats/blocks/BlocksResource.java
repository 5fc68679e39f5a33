package chats.blocks;

import chats.http.Ids;
import chats.users.CurrentUser;
import chats.users.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
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

/** Whom the caller blocks. */
@Path("/users/me/blocks")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "accounts")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class BlocksResource {
    record Blocked(List<User> data) {}

    @Inject
    BlockLists lists;

    @Inject
    CurrentUser current;

    @GET
    @Operation(
            operationId = "blocks",
            summary = "Whom the caller blocks",
            description = "The newest block first, up to 1,000 in all.")
    @APIResponse(
            responseCode = "200",
            description = "The users whom the caller blocks",
            content = @Content(schema = @Schema(ref = "Blocked")))
    public Blocked blocks() {
        return new Blocked(lists.of(current.user().id()));
    }

    @PUT
    @Path("{userId}")
    @Operation(operationId = "block", summary = "Block a user", description = """
                    From then on, on every node within two seconds, he cannot whisper to the caller, edit what he whispered to him, react there, or add
                    him to a chat (`forbidden`). What he has whispered he can still delete. Neither of the two sees when the other is there or
                    typing, in common chats either, which stay as they are otherwise. The caller can still whisper to him. To block him again
                    changes nothing. A caller blocks up to 1,000 users; beyond that, and for himself, it is `validation_failed`.
                    """)
    @APIResponse(responseCode = "204", description = "The user is blocked")
    @APIResponse(responseCode = "400", ref = "ValidationFailed")
    @APIResponse(responseCode = "404", ref = "UserNotFound")
    public void block(@Parameter(ref = "userId") @PathParam("userId") String userId) {
        lists.block(current.user().id(), Ids.of("userId", userId));
    }

    @DELETE
    @Path("{userId}")
    @Operation(
            operationId = "unblock",
            summary = "Block a user no more",
            description =
                    "All is again as it was before, on every node within two seconds. Whom the caller does not block stays so.")
    @APIResponse(responseCode = "204", description = "The user is not blocked")
    @APIResponse(responseCode = "400", ref = "ValidationFailed")
    @APIResponse(responseCode = "404", ref = "UserNotFound")
    public void unblock(@Parameter(ref = "userId") @PathParam("userId") String userId) {
        lists.unblock(current.user().id(), Ids.of("userId", userId));
    }
}
