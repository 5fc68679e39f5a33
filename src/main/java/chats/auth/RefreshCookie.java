package chats.auth;

import chats.admission.ClientAddress;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.http.Origins;
import chats.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cookie for a browser's refresh token, used if the client asks for it by {@code "cookie": true}. Scripts cannot
 * read it, and the browser sends it only to {@code /auth} of this site.
 */
@ApplicationScoped
class RefreshCookie {
    static final String NAME = "chats_refresh";

    private static final String PATH = "/auth";

    private final Settings settings;
    private final ClientAddress address;
    private final Origins origins;

    @Inject
    RefreshCookie(Settings settings, ClientAddress address, Origins origins) {
        this.settings = settings;
        this.address = address;
        this.origins = origins;
    }

    /** The browser's cookie. A request from a foreign page that may not read answers cannot use it. */
    RefreshToken of(HttpServletRequest request) {
        return find(request)
                .filter(cookie -> origins.admit(request))
                .map(cookie -> new RefreshToken(cookie.getValue()))
                .orElseThrow(() -> new ChatsException(ErrorCode.UNAUTHORIZED, "There is no login to go on with."));
    }

    boolean isIn(HttpServletRequest request) {
        return find(request).isPresent();
    }

    /** Whether the cookie may be sent over TLS only. */
    boolean isSecure(HttpServletRequest request) {
        return address.isSecure(request);
    }

    NewCookie holding(String token, boolean secure) {
        return cookie(
                token,
                Math.toIntExact(Duration.ofDays(settings.refreshTokenDays()).toSeconds()),
                secure);
    }

    /** A cookie that makes the browser delete it. */
    NewCookie expired(HttpServletRequest request) {
        return cookie("", 0, isSecure(request));
    }

    private static NewCookie cookie(String value, int seconds, boolean secure) {
        return new NewCookie.Builder(NAME)
                .value(value)
                .path(PATH)
                .maxAge(seconds)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .secure(secure)
                .build();
    }

    private static Optional<Cookie> find(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .filter(cookie ->
                        cookie.getName().equals(NAME) && !cookie.getValue().isEmpty())
                .findFirst();
    }
}
