package chats.auth;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;

/** Methods for some and not for others. Part of the application in tests only. */
@Path("/roles")
@RequestScoped
@RolesAllowed("chats-admin")
@Produces(MediaType.APPLICATION_JSON)
public class RolesResource {
    @Context
    SecurityContext security;

    @Context
    HttpServletRequest request;

    @GET
    @Path("admin")
    public List<String> admin() {
        return List.of("admin");
    }

    @GET
    @Path("editor")
    @RolesAllowed({"editor", "author"})
    public List<String> editor() {
        return List.of("editor");
    }

    @GET
    @Path("nobody")
    @DenyAll
    public List<String> nobody() {
        return List.of("nobody");
    }

    @GET
    @Path("all")
    @PermitAll
    public List<Boolean> all() {
        return List.of(
                security.isUserInRole("chats-admin"),
                request.isUserInRole("chats-admin"),
                security.isUserInRole("editor"),
                request.isUserInRole("editor"),
                request.isUserInRole("**"));
    }
}
