package chats.auth;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.http.ClientAddress;
import chats.http.JsonReader;
import chats.json.Json;
import chats.json.Text;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotNull;
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

/** Registering, logging in and out, and going on with a refresh token. */
@Path("/auth")
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class AuthResource {
    record Refresh(@NotNull @Text(max = 128, blank = true) String refreshToken) {}

    record Logout(Boolean everywhere) {}

    @Inject
    AuthService service;

    @Inject
    CurrentCaller caller;

    @Inject
    ClientAddress clientAddress;

    @POST
    @Path("register")
    public CompletionStage<Response> register(Registration request) {
        return service.register(request)
                .thenApply(tokens ->
                        Response.status(Response.Status.CREATED).entity(tokens).build());
    }

    @POST
    @Path("login")
    public CompletionStage<Tokens> login(Credentials request, @Context HttpServletRequest http) {
        return service.login(request, clientAddress.of(http));
    }

    @POST
    @Path("refresh")
    public Tokens refresh(Refresh request) {
        return service.refresh(new RefreshToken(request.refreshToken()));
    }

    /** The body may be left out. */
    @POST
    @Path("logout")
    @Consumes(MediaType.WILDCARD)
    public void logout(@Context HttpServletRequest http, InputStream body) throws IOException {
        byte[] bytes = JsonReader.bytes(body);
        if (bytes.length > 0 && !isJson(http.getContentType())) {
            throw new ChatsException(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        }
        boolean everywhere = bytes.length > 0
                && Boolean.TRUE.equals(Json.bind(Json.read(bytes), Logout.class).everywhere());
        service.logout(caller.get(), everywhere);
    }

    private static boolean isJson(String contentType) {
        return contentType != null && MediaType.valueOf(contentType).isCompatible(MediaType.APPLICATION_JSON_TYPE);
    }
}
