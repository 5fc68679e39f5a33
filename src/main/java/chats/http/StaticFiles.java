package chats.http;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.net.URL;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files of the application that anybody may read: the page, what belongs to it, and the document of the socket events. The
 * REST resources begin at the root and would hide them, so these addresses are taken from them one by one.
 *
 * <p>A file is read and compressed once, and kept. What lies below {@code /assets/} has a name that changes with its content, so
 * that browsers need not ask again; for everything else they ask whether it changed.
 */
@WebServlet({"", "/index.html", "/favicon.ico", "/asyncapi.yaml", "/assets/*"})
public class StaticFiles extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String ASSETS = "/assets/";
    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";

    private final transient ConcurrentHashMap<String, StaticFile> files = new ConcurrentHashMap<>();

    /** Answers HEAD too, whose body the container leaves out. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = path(request);
        Optional<StaticFile> found = find(path);
        if (found.isEmpty()) {
            Problems.send(new ChatsException(ErrorCode.NOT_FOUND), response);
            return;
        }
        StaticFile file = found.get();
        response.setHeader(HttpHeaders.ETAG, file.tag());
        response.setHeader(HttpHeaders.CACHE_CONTROL, path.startsWith(ASSETS) ? FOREVER : ASK_AGAIN);
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (file.tag().equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
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

    /** A changed file, as when it is worked on, is read again. */
    private Optional<StaticFile> find(String path) throws IOException {
        URL url = path.contains("..") ? null : getServletContext().getResource(path);
        if (url == null || path.endsWith("/")) {
            return Optional.empty();
        }
        long changedAt = url.openConnection().getLastModified();
        StaticFile kept = files.get(path);
        if (kept == null || kept.changedAt() != changedAt) {
            kept = StaticFile.read(url, changedAt);
            files.put(path, kept);
        }
        return Optional.of(kept);
    }

    private static String path(HttpServletRequest request) {
        String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        return path.isEmpty() || path.equals("/") ? "/index.html" : path;
    }

    private static boolean accepts(HttpServletRequest request, String coding) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null
                && accepted.contains(coding)
                && !accepted.matches(".*" + coding + "\\s*;\\s*q=0(\\.0*)?(,.*|\\s*)");
    }
}
