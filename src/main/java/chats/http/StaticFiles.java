package chats.http;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.Optional;

/**
 * Serves the public files: the page, its assets, and the document of the socket API. The REST resources are mapped to
 * the root and would hide them, so each of these paths is mapped to this servlet.
 *
 * <p>Browsers cache the assets for ever. All other files they revalidate with the entity tag.
 *
 * <p>Lock: this object is held while the site is read anew. No other lock is taken inside it.
 */
@WebServlet(
        urlPatterns = {"", Site.PAGE, "/favicon.ico", "/asyncapi.yaml", Site.ASSETS + "*"},
        asyncSupported = true)
public class StaticFiles extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";

    private transient volatile Site site;

    /** Answers HEAD too; the container leaves the body out then. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = path(request);
        Site current = path.equals(Site.PAGE) || site == null ? upToDate() : site;
        Optional<StaticFile> found = current.find(path);
        if (found.isEmpty()) {
            Problems.send(new ChatsException(ErrorCode.NOT_FOUND), response);
            return;
        }
        StaticFile file = found.get();
        // a weak tag, because the plain and the compressed body have the same one
        response.setHeader(HttpHeaders.ETAG, "W/\"" + file.tag() + '"');
        response.setHeader(HttpHeaders.CACHE_CONTROL, current.isForever(path) ? FOREVER : ASK_AGAIN);
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (known != null && known.contains('"' + file.tag() + '"')) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        } else {
            send(file, accepts(request, "gzip"), response);
        }
    }

    private static void send(StaticFile file, boolean gzip, HttpServletResponse response) throws IOException {
        byte[] body = gzip ? file.compressed() : file.plain();
        if (gzip && file.isSmallerCompressed()) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        response.setContentType(file.type());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private synchronized Site upToDate() throws IOException {
        if (site == null || site.isOutdated(getServletContext())) {
            site = Site.read(getServletContext());
        }
        return site;
    }

    private static String path(HttpServletRequest request) {
        String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        return path.isEmpty() || path.equals("/") ? Site.PAGE : path;
    }

    private static boolean accepts(HttpServletRequest request, String coding) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null
                && accepted.contains(coding)
                && !accepted.matches(".*" + coding + "\\s*;\\s*q=0(\\.0*)?(,.*|\\s*)");
    }
}
