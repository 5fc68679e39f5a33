package chats.auth;

import chats.admission.ClientAddress;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.http.FailureMapper;
import chats.http.JsonReader;
import chats.json.Json;
import chats.json.Text;
import chats.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Registering, logging in and out, and going on with a refresh token. */
@Path("/auth")
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Accounts",
        description = "Registering and logging in. An outside identity provider takes this over: then 404.")
public class AuthResource {
    /** What fails later becomes an answer here: the server would log a line for each whose client has gone. */
    private static final FailureMapper FAILURES = new FailureMapper();

    record Refresh(@Text(max = 128, blank = true) String refreshToken, Boolean cookie) {}

    record Logout(Boolean everywhere) {}

    @Inject
    Settings settings;

    @Inject
    AuthService service;

    @Inject
    PasswordLogin passwordLogin;

    @Inject
    CurrentCaller caller;

    @Inject
    ClientAddress clientAddress;

    @Inject
    RefreshCookie cookies;

    @POST
    @Path("register")
    @SecurityRequirements
    @Operation(
            summary = "Open an account",
            description =
                    "Whoever registers is logged in. From one address (IPv6: one /64) there are 20 new accounts an hour, by"
                            + " `LIMIT_REGISTRATIONS_PER_HOUR`; emails and nicknames that are taken are told five times as often.")
    @APIResponse(
            responseCode = "201",
            description = "The account, and tokens for it",
            content = @Content(schema = @Schema(implementation = Tokens.class)))
    @APIResponse(
            responseCode = "409",
            description = "`conflict`: the email or the nickname is taken, or a nickname that looks like it")
    @APIResponse(
            responseCode = "429",
            description = "`rate_limited`, also while too many passwords wait to be hashed: see `Retry-After`")
    public CompletionStage<Response> register(Registration request, @Context HttpServletRequest http) {
        requireOwnAccounts();
        boolean secure = cookies.isSecure(http);
        return service.register(request, clientAddress.of(http))
                .thenApply(tokens -> answer(Response.Status.CREATED, tokens, request.cookie(), secure))
                .exceptionally(FAILURES::toResponse);
    }

    @POST
    @Path("login")
    @SecurityRequirements
    @Operation(
            summary = "Log in",
            description =
                    "10 failures a minute for one account from one address, whatever the spelling of the email, then"
                            + " `rate_limited`. So are 100 failures a minute from one address, by"
                            + " `LIMIT_FAILED_LOGINS_PER_MINUTE`. After 1,000 failures of one account in an hour, from everywhere, each"
                            + " address has one a minute; nobody is locked out.")
    @APIResponse(
            responseCode = "200",
            description = "Tokens of a new login",
            content = @Content(schema = @Schema(implementation = Tokens.class)))
    @APIResponse(responseCode = "401", description = "`unauthorized`: the email or the password is wrong")
    @APIResponse(
            responseCode = "429",
            description = "`rate_limited`, also while too many passwords wait to be hashed: see `Retry-After`")
    public CompletionStage<Response> login(Credentials request, @Context HttpServletRequest http) {
        requireOwnAccounts();
        boolean secure = cookies.isSecure(http);
        return passwordLogin
                .login(request, clientAddress.of(http))
                .thenApply(tokens -> answer(Response.Status.OK, tokens, request.cookie(), secure))
                .exceptionally(FAILURES::toResponse);
    }

    @POST
    @Path("refresh")
    @SecurityRequirements
    @Operation(
            summary = "Go on with a refresh token",
            description =
                    "A refresh token is good once; one that is used twice ends its login. A browser's cookie is good as the cookie"
                            + " alone, any other token in the body alone. A cookie may come again for 30 s after its first use, since a"
                            + " browser may have lost the answer. It is then answered with a second token in place of the first; whoever"
                            + " goes on with both ends the login.")
    @APIResponse(
            responseCode = "200",
            description = "New tokens of the same login",
            content = @Content(schema = @Schema(implementation = Tokens.class)))
    @APIResponse(responseCode = "401", description = "`unauthorized`: the refresh token is not good any more")
    @APIResponse(responseCode = "429", description = "`rate_limited`: see `Retry-After`")
    public Response refresh(Refresh request, @Context HttpServletRequest http) {
        requireOwnAccounts();
        if (Boolean.TRUE.equals(request.cookie())) {
            Tokens tokens = service.refresh(cookies.of(http), true, clientAddress.of(http));
            return answer(Response.Status.OK, tokens, true, cookies.isSecure(http));
        }
        if (request.refreshToken() == null) {
            throw ChatsException.invalid("refreshToken", "must not be null");
        }
        return Response.ok(service.refresh(new RefreshToken(request.refreshToken()), false, clientAddress.of(http)))
                .build();
    }

    /** The body may be left out. */
    @POST
    @Path("logout")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Log out",
            description =
                    "Ends this login: its tokens are refused from now on and its sockets closed. `{\"everywhere\": true}` ends"
                            + " all logins of the user.")
    @RequestBody(
            required = false,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Logout.class),
                            example = "{\"everywhere\": false}"))
    @APIResponse(responseCode = "204", description = "Logged out")
    @APIResponse(responseCode = "401", description = "`unauthorized` or `token_expired`")
    public Response logout(@Context HttpServletRequest http, InputStream body) throws IOException {
        requireOwnAccounts();
        byte[] bytes = JsonReader.bytes(body);
        if (bytes.length > 0 && !isJson(http.getContentType())) {
            throw new ChatsException(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        }
        boolean everywhere = bytes.length > 0
                && Boolean.TRUE.equals(Json.bind(Json.read(bytes), Logout.class).everywhere());
        service.logout(caller.get(), everywhere);
        Response.ResponseBuilder answer = Response.noContent();
        return (cookies.isIn(http) ? answer.cookie(cookies.gone(http)) : answer).build();
    }

    /** Beside an outside provider nothing of this is there, however the path was written that led here. */
    private void requireOwnAccounts() {
        if (settings.outsideProvider()) {
            throw new ChatsException(ErrorCode.NOT_FOUND);
        }
    }

    /** A browser that asks for it gets its refresh token as a cookie, and not where a script could read it. */
    private Response answer(Response.Status status, Tokens tokens, Boolean cookie, boolean secure) {
        Response.ResponseBuilder answer = Response.status(status);
        return Boolean.TRUE.equals(cookie)
                ? answer.entity(tokens.withoutRefreshToken())
                        .cookie(cookies.holding(tokens.refreshToken(), secure))
                        .build()
                : answer.entity(tokens).build();
    }

    private static boolean isJson(String contentType) {
        return contentType != null && MediaType.valueOf(contentType).isCompatible(MediaType.APPLICATION_JSON_TYPE);
    }
}
