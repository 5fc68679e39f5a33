package chats.socketio.engine;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is remembered of the request that opened a session, for as long as it lives: therefore only the headers asked
 * for.
 *
 * @param remoteAddress whom limits count, see {@link Admission#address}
 * @param headers by lower-case name, the first value of each
 */
public record Handshake(String remoteAddress, Map<String, String> headers) {

    public Handshake {
        headers = Map.copyOf(headers);
    }

    static Handshake of(HttpServletRequest request, String address, Collection<String> keptHeaders) {
        Map<String, String> headers = new HashMap<>();
        for (String name : keptHeaders) {
            String value = request.getHeader(name);
            if (value != null) {
                headers.put(name.toLowerCase(Locale.ROOT), value);
            }
        }
        return new Handshake(address, headers);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
}
