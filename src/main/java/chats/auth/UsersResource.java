package chats.auth;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.http.Page;
import chats.http.Paging;
import chats.json.Requests;
import chats.json.Text;
import chats.users.Account;
import chats.users.Accounts;
import chats.users.User;
import chats.users.UsersService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** Oneself and the others. */
@Path("/users")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class UsersResource {
    private static final int DEFAULT_LIMIT = 20;

    /** A user as only they themselves see it. */
    record Me(long id, String nickname, String email) {
        static Me of(Account account) {
            return new Me(
                    account.user().id(),
                    account.user().nickname(),
                    account.email().orElse(null));
        }
    }

    record Search(@Text(min = 0, max = 100, blank = true) String query) {}

    @Inject
    Accounts accounts;

    @Inject
    UsersService users;

    @Inject
    Requests requests;

    @Inject
    CurrentCaller caller;

    @GET
    @Path("me")
    public Me me() {
        return accounts.find(caller.user().id())
                .map(Me::of)
                .orElseThrow(() -> new ChatsException(ErrorCode.UNAUTHORIZED));
    }

    @GET
    public Page<User> search(
            @QueryParam("query") String query, @QueryParam("page") String page, @QueryParam("limit") String limit) {
        Paging paging = Paging.of(page, limit, DEFAULT_LIMIT);
        Search search = requests.check(new Search(query == null ? "" : query.strip()));
        return users.search(search.query(), paging);
    }
}
