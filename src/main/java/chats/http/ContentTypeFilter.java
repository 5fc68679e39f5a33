package chats.http;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;

/** A Content-Type that is none is refused here; the server would log a stack trace for each. */
public class ContentTypeFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!isReadable(request.getContentType())) {
            Problems.send(new ChatsException(ErrorCode.UNSUPPORTED_MEDIA_TYPE), response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isReadable(String contentType) {
        try {
            return contentType == null || MediaType.valueOf(contentType) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
