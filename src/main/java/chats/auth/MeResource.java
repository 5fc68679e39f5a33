package chats.auth;

import chats.admission.ClientAddress;
import chats.http.FailureMapper;
import chats.users.Account;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's own account. */
@Path("/users/me")
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "accounts")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class MeResource {
    /** As in {@link AuthResource}. */
    private static final FailureMapper FAILURES = new FailureMapper();

    /** Other users do not see the email. */
    record Me(long id, String nickname, String email) {
        static Me of(Account account) {
            return new Me(
                    account.user().id(),
                    account.user().nickname(),
                    account.email().orElse(null));
        }
    }

    @Inject
    Profiles profiles;

    @Inject
    CurrentCaller caller;

    @Inject
    ClientAddress clientAddress;

    @GET
    @Operation(operationId = "me", summary = "The caller")
    @APIResponse(responseCode = "200", description = "The caller", content = @Content(schema = @Schema(ref = "Me")))
    public Me me() {
        return Me.of(profiles.of(caller.get()));
    }

    @PATCH
    @Operation(operationId = "changeMe", summary = "Take another nickname or password", description = """
                    What is left out or null stays, and either all is done or nothing. A new nickname is in every answer from then on, within two
                    seconds on every node; who shares a chat with the caller hears `user_changed`. Tokens keep the name that they were issued
                    with. A new password needs the current one, and wrong ones count as failed logins. It ends all other logins of the caller;
                    the one that asks goes on. Where an outside identity provider has the accounts, they are changed there alone: `forbidden`.
                    """)
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "ProfileChange")))
    @APIResponse(
            responseCode = "200",
            description = "The caller as he is then",
            content = @Content(schema = @Schema(ref = "Me")))
    @APIResponse(responseCode = "400", ref = "ValidationFailed")
    @APIResponse(responseCode = "403", ref = "NotOwnAccount")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
    @APIResponse(responseCode = "429", ref = "RateLimited")
    public CompletionStage<Response> change(ProfileChange request, @Context HttpServletRequest http) {
        return profiles.change(caller.get(), request, clientAddress.of(http))
                .thenApply(account -> Response.ok(Me.of(account)).build())
                .exceptionally(FAILURES::toResponse);
    }
}
