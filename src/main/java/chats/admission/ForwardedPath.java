package chats.admission;

import chats.net.Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a request comes from, across trusted proxies.
 *
 * @param client the address next to the trusted proxies
 * @param scheme the scheme of the client's request in lower case, as its proxy reports it; empty without proxies
 */
record ForwardedPath(Address client, Optional<String> scheme) {
    private static final Pattern PARAMETER = Pattern.compile("\\s*([A-Za-z]+)=(\"[^\"]*\"|[^;,\"]*)\\s*");

    /** One entry, as its proxy wrote it. A missing part is an empty string. */
    private record Hop(String address, String scheme) {}

    static ForwardedPath direct(String peer) {
        return new ForwardedPath(address(peer), Optional.empty());
    }

    /**
     * Parses the headers of a trusted peer. A proxy usually sets one kind of header and passes the other on as the
     * client sent it. So if both are present and give different clients, both are ignored, and the proxy counts as the
     * client.
     */
    static ForwardedPath of(
            String peer, String forwardedFor, String forwardedProto, String forwarded, Predicate<String> isTrusted) {
        Optional<ForwardedPath> byForwardedFor = walk(peer, hops(forwardedFor, forwardedProto), isTrusted);
        Optional<ForwardedPath> byForwarded = walk(peer, hops(forwarded), isTrusted);
        if (byForwardedFor.isPresent()
                && byForwarded.isPresent()
                && !byForwardedFor.get().client().equals(byForwarded.get().client())) {
            return direct(peer);
        }
        return byForwardedFor
                .or(() -> byForwarded)
                .orElseGet(() -> new ForwardedPath(address(peer), last(forwardedProto)));
    }

    private static Optional<ForwardedPath> walk(String peer, List<Hop> hops, Predicate<String> isTrusted) {
        if (hops.isEmpty()) {
            return Optional.empty();
        }
        Address client = address(peer);
        String scheme = "";
        for (int i = hops.size() - 1; i >= 0 && isTrusted.test(client.text()); i--) {
            Optional<Address> before = Address.parse(hops.get(i).address());
            scheme = hops.get(i).scheme();
            if (before.isEmpty()) {
                break;
            }
            client = before.get();
        }
        return Optional.of(new ForwardedPath(client, Optional.of(scheme).filter(text -> !text.isEmpty())));
    }

    private static List<Hop> hops(String forwardedFor, String forwardedProto) {
        List<String> addresses = elements(forwardedFor);
        List<String> schemes = elements(forwardedProto);
        List<Hop> hops = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            // both lists end with the same hop; if there are fewer schemes than addresses, the first scheme stands for
            // the rest
            int at = schemes.size() - addresses.size() + i;
            String scheme = schemes.isEmpty() ? "" : schemes.get(Math.max(0, at));
            hops.add(new Hop(addresses.get(i), scheme.toLowerCase(Locale.ROOT)));
        }
        return hops;
    }

    private static List<Hop> hops(String forwarded) {
        return elements(forwarded).stream()
                .map(element -> new Hop(
                        parameter(element, "for"), parameter(element, "proto").toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static String parameter(String element, String name) {
        return Arrays.stream(element.split(";"))
                .map(PARAMETER::matcher)
                .filter(Matcher::matches)
                .filter(parameter -> parameter.group(1).equalsIgnoreCase(name))
                .map(parameter -> parameter.group(2).replace("\"", ""))
                .findFirst()
                .orElse("");
    }

    private static List<String> elements(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .toList();
    }

    private static Optional<String> last(String list) {
        List<String> elements = elements(list);
        return elements.isEmpty()
                ? Optional.empty()
                : Optional.of(elements.get(elements.size() - 1).toLowerCase(Locale.ROOT));
    }

    private static Address address(String peer) {
        return peer == null ? Address.UNKNOWN : Address.parse(peer).orElse(Address.UNKNOWN);
    }
}
