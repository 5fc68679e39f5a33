package chats.users;

import chats.http.Page;
import chats.http.Paging;
import chats.json.RequestParser;
import chats.json.Text;
import chats.names.Names;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Finding other users. */
@Path("/users")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "accounts")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class UsersResource {
    private static final int DEFAULT_LIMIT = 20;

    record Search(@Text(min = 0, max = 100, blank = true) String query) {}

    @Inject
    UsersService users;

    @Inject
    RequestParser requests;

    @Inject
    CurrentUser current;

    @GET
    @Operation(operationId = "searchUsers", summary = "Find people by nickname")
    @APIResponse(
            responseCode = "200",
            description = "A page of people",
            content = @Content(schema = @Schema(ref = "UserPage")))
    @APIResponse(responseCode = "400", ref = "ValidationFailed")
    public Page<User> search(
            @Parameter(
                            description = "A part of the nickname; all people if it is missing or empty",
                            schema = @Schema(type = SchemaType.STRING, maxLength = 100))
                    @QueryParam("query")
                    String query,
            @Parameter(ref = "page") @QueryParam("page") String page,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
                    @QueryParam("limit")
                    String limit) {
        Paging paging = Paging.of(page, limit, DEFAULT_LIMIT);
        Search search = requests.check(new Search(query == null ? "" : Names.folded(query)));
        return users.search(current.user().id(), search.query(), paging);
    }
}
