package chats.http;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.stream.Stream;

/** A Content-Type or Accept header that is none is refused here; the server would log a stack trace for each. */
public class MediaTypeFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!isReadable(request.getContentType())) {
            Problems.send(new ChatsException(ErrorCode.UNSUPPORTED_MEDIA_TYPE), response);
        } else if (!isAcceptable(request.getHeader(HttpHeaders.ACCEPT))) {
            Problems.send(new ChatsException(ErrorCode.NOT_ACCEPTABLE), response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isReadable(String mediaType) {
        try {
            return mediaType == null || MediaType.valueOf(mediaType) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Those with quoted parameters, which nobody sends, are left to the server. */
    private static boolean isAcceptable(String accept) {
        return accept == null
                || accept.isBlank()
                || accept.contains("\"")
                || Stream.of(accept.split(",")).allMatch(MediaTypeFilter::isRange);
    }

    private static boolean isRange(String range) {
        String[] parts = range.split(";");
        return isReadable(parts[0].strip()) && Stream.of(parts).skip(1).allMatch(MediaTypeFilter::isParameter);
    }

    private static boolean isParameter(String parameter) {
        String[] words = parameter.split("=", 2);
        return !words[0].strip().equals("q") || words.length == 2 && isWeight(words[1].strip());
    }

    private static boolean isWeight(String number) {
        try {
            float weight = Float.parseFloat(number);
            return weight >= 0 && weight <= 1;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
