package chats.auth;

import chats.admission.ClientAddress;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.http.FailureMapper;
import chats.http.JsonReader;
import chats.json.Json;
import chats.json.Text;
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
@Tag(ref = "accounts")
@APIResponse(responseCode = "400", ref = "ValidationFailed")
@APIResponse(responseCode = "413", ref = "TooLarge")
@APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class AuthResource {
    /**
     * Turns failures of asynchronous answers into responses here. If the server did it, it would log a line for each
     * client that has gone.
     */
    private static final FailureMapper FAILURES = new FailureMapper();

    record Refresh(@Text(max = 128, blank = true) String refreshToken, Boolean cookie) {}

    record Logout(Boolean everywhere) {}

    @Inject
    OwnAccounts ownAccounts;

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
    @Operation(operationId = "register", summary = "Open an account")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "Registration")))
    @APIResponse(
            responseCode = "201",
            description = "The account, and tokens for it",
            content = @Content(schema = @Schema(ref = "Tokens")))
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "429", ref = "RateLimited")
    public CompletionStage<Response> register(Registration request, @Context HttpServletRequest http) {
        ownAccounts.require();
        boolean secure = cookies.isSecure(http);
        return service.register(request, clientAddress.of(http), UserAgent.of(http))
                .thenApply(tokens -> answer(Response.Status.CREATED, tokens, request.cookie(), secure))
                .exceptionally(FAILURES::toResponse);
    }

    @POST
    @Path("login")
    @SecurityRequirements
    @Operation(operationId = "login", summary = "Log in")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "Credentials")))
    @APIResponse(
            responseCode = "200",
            description = "Tokens for the account",
            content = @Content(schema = @Schema(ref = "Tokens")))
    @APIResponse(responseCode = "401", ref = "Unauthorized")
    @APIResponse(responseCode = "429", ref = "RateLimited")
    public CompletionStage<Response> login(Credentials request, @Context HttpServletRequest http) {
        ownAccounts.require();
        boolean secure = cookies.isSecure(http);
        return passwordLogin
                .login(request, clientAddress.of(http), UserAgent.of(http))
                .thenApply(tokens -> answer(Response.Status.OK, tokens, request.cookie(), secure))
                .exceptionally(FAILURES::toResponse);
    }

    @POST
    @Path("refresh")
    @SecurityRequirements
    @Operation(operationId = "refresh", summary = "Get the next pair of tokens", description = """
                    A refresh token is good once. One that is used again ends the login that it came from. The one in a browser's cookie may
                    come again for 30 s, since a page that is reloaded loses the answer.
                    """)
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "Refresh")))
    @APIResponse(
            responseCode = "200",
            description = "The next pair of tokens",
            content = @Content(schema = @Schema(ref = "Tokens")))
    @APIResponse(responseCode = "401", ref = "Unauthorized")
    public Response refresh(Refresh request, @Context HttpServletRequest http) {
        ownAccounts.require();
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
            operationId = "logout",
            summary = "End this login, or all logins of the caller",
            description = "Its tokens are refused from then on, and its sockets are closed.")
    @RequestBody(
            required = false,
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Logout")))
    @APIResponse(responseCode = "204", description = "Logged out")
    @APIResponse(responseCode = "401", ref = "Unauthorized")
    public Response logout(@Context HttpServletRequest http, InputStream body) throws IOException {
        ownAccounts.require();
        byte[] bytes = JsonReader.bytes(body);
        if (bytes.length > 0 && !isJson(http.getContentType())) {
            throw new ChatsException(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        }
        boolean everywhere = bytes.length > 0
                && Boolean.TRUE.equals(Json.bind(Json.read(bytes), Logout.class).everywhere());
        service.logout(caller.get(), everywhere);
        Response.ResponseBuilder answer = Response.noContent();
        return (cookies.isIn(http) ? answer.cookie(cookies.expired(http)) : answer).build();
    }

    /**
     * A browser that asks for it gets its refresh token as a cookie, which scripts cannot read, and not in the body.
     */
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
