package chats.auth;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The places where the caller is logged in. */
@Path("/auth/logins")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "accounts")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class LoginsResource {
    record All(List<Login> data) {}

    @Inject
    OwnAccounts ownAccounts;

    @Inject
    LoginList logins;

    @Inject
    AuthService service;

    @Inject
    CurrentCaller caller;

    @Inject
    RefreshCookie cookies;

    @GET
    @Operation(
            operationId = "logins",
            summary = "Where the caller is logged in",
            description = "The login that asks comes first, then those that began last, up to 100 in all.")
    @APIResponse(
            responseCode = "200",
            description = "The logins of the caller",
            content = @Content(schema = @Schema(ref = "Logins")))
    public All logins() {
        ownAccounts.require();
        return new All(logins.of(caller.get().user().id(), current().orElseThrow()));
    }

    @DELETE
    @Path("{loginId}")
    @Operation(
            operationId = "endLogin",
            summary = "End a login of the caller",
            description = "Its tokens are refused from then on, and its sockets are closed, as by its logout.")
    @APIResponse(responseCode = "204", description = "The login has ended")
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Response end(
            @Context HttpServletRequest http, @Parameter(ref = "loginId") @PathParam("loginId") String loginId) {
        ownAccounts.require();
        UUID login = parsed(loginId);
        service.end(caller.get(), login);
        Response.ResponseBuilder answer = Response.noContent();
        boolean isOver = current().filter(login::equals).isPresent() && cookies.isIn(http);
        return (isOver ? answer.cookie(cookies.expired(http)) : answer).build();
    }

    private Optional<UUID> current() {
        return caller.get().login();
    }

    /** A text that is no id is that of no login. */
    private static UUID parsed(String loginId) {
        try {
            UUID id = UUID.fromString(loginId);
            if (id.toString().equals(loginId)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // no id, as below
        }
        throw new ChatsException(ErrorCode.NOT_FOUND);
    }
}
