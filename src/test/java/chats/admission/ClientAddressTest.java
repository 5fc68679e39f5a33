package chats.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.net.Address;
import chats.net.Network;
import chats.settings.Settings;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
    private final ClientAddress behindProxies =
            new ClientAddress(Settings.from(Map.of("TRUSTED_PROXIES", "10.0.0.1, 192.168.0.0/16, ::1, fd00::/8")::get));

    @Test
    void aStrangerCannotSayWhoHeIs() {
        assertEquals("203.0.113.9", of("203.0.113.9", "X-Forwarded-For", "198.51.100.7"));
        assertEquals("203.0.113.9", of("203.0.113.9", "Forwarded", "for=198.51.100.7"));
        assertFalse(behindProxies.isSecure(request("203.0.113.9", Map.of("X-Forwarded-Proto", List.of("https")))));
    }

    @Test
    void aTrustedProxySaysWhoTheClientIs() {
        assertEquals("198.51.100.7", of("10.0.0.1", "X-Forwarded-For", "198.51.100.7"));
        assertEquals("198.51.100.7", of("10.0.0.1", "Forwarded", "For=\"198.51.100.7:4711\";proto=https"));
        assertEquals("2001:db8::1", of("10.0.0.1", "Forwarded", "for=\"[2001:DB8:0:0::1]:80\""));
    }

    @Test
    void allLinesOfAHeaderAreOneListReadFromTheNearestHop() {
        assertEquals("198.51.100.7", of("10.0.0.1", "X-Forwarded-For", "127.0.0.1", "198.51.100.7"));
        assertEquals("198.51.100.7", of("10.0.0.1", "Forwarded", "for=127.0.0.1", "for=198.51.100.7"));
        assertEquals("198.51.100.7", of("10.0.0.1", "X-Forwarded-For", "127.0.0.1, 198.51.100.7", "192.168.3.4"));
    }

    @Test
    void addressesAreComparedAsAddresses() {
        for (String proxy : List.of("0:0:0:0:0:0:0:1", "::ffff:10.0.0.1", "fd12::3%eth0", "::ffff:c0a8:101")) {
            assertEquals("198.51.100.7", of(proxy, "X-Forwarded-For", "198.51.100.7"), proxy);
        }
        assertEquals("198.51.100.7", of("10.0.0.1", "X-Forwarded-For", "198.51.100.7:1234, [::1]:443"));
    }

    @Test
    void aHopThatIsNoAddressEndsTheWayAtItsProxy() {
        assertEquals("192.168.0.9", of("10.0.0.1", "X-Forwarded-For", "127.0.0.1, unknown, 192.168.0.9"));
        assertEquals("10.0.0.1", of("10.0.0.1", "Forwarded", "for=_hidden"));
        assertEquals("10.0.0.1", of("10.0.0.1", "X-Forwarded-For", " , "));
        assertEquals("10.0.0.1", of("10.0.0.1", "X-Forwarded-For"));
    }

    @Test
    void ofTwoKindsOfHeadersThatDisagreeNeitherCounts() {
        HttpServletRequest both = request(
                "10.0.0.1",
                Map.of("X-Forwarded-For", List.of("198.51.100.7"), "Forwarded", List.of("for=203.0.113.1")));
        assertEquals("10.0.0.1", behindProxies.of(both).text());
    }

    @Test
    void theSchemeIsWhatTheClientsProxySays() {
        assertTrue(isSecure(List.of("198.51.100.7"), "https"));
        assertTrue(isSecure(List.of("198.51.100.7", "192.168.0.9"), "https", "http"));
        assertTrue(isSecure(List.of("198.51.100.7", "192.168.0.9"), "https"));
        assertTrue(isSecure(List.of(), "https"));
        assertFalse(isSecure(List.of("127.0.0.1", "198.51.100.7"), "https", "http"));
        assertFalse(isSecure(List.of("198.51.100.7"), "javascript"));
    }

    @Test
    void anIpv6NetworkOf64BitsIsOneClientToLimits() {
        assertEquals(
                Address.parse("2001:db8:1:2::3").orElseThrow().group(),
                Address.parse("2001:db8:1:2:ffff::1").orElseThrow().group());
        assertEquals(
                "2001:db8:1:2::/64",
                Address.parse("2001:db8:1:2::3").orElseThrow().group());
        assertEquals("198.51.100.7", Address.parse("198.51.100.7").orElseThrow().group());
    }

    @Test
    void whatIsNoAddressIsNotLookedUp() {
        for (String text :
                List.of("localhost", "1.2.3", "256.1.1.1", "01.2.3.4", "", ":", "[x]", "::1::", "1.2.3.4/8")) {
            assertTrue(Address.parse(text).isEmpty(), text);
        }
        for (String text : List.of("10.0.0.0/33", "10.0.0.0/", "fd00::/129", "10.0.0.0/-1", "host/8")) {
            assertTrue(Network.parse(text).isEmpty(), text);
        }
    }

    private boolean isSecure(List<String> hops, String... schemes) {
        return behindProxies.isSecure(
                request("10.0.0.1", Map.of("X-Forwarded-For", hops, "X-Forwarded-Proto", List.of(schemes))));
    }

    private String of(String peer, String header, String... lines) {
        return behindProxies.of(request(peer, Map.of(header, List.of(lines)))).text();
    }

    private static HttpServletRequest request(String peer, Map<String, List<String>> headers) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                ClientAddressTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, call, args) -> switch (call.getName()) {
                    case "getRemoteAddr" -> peer;
                    case "getHeaders" -> Collections.enumeration(headers.getOrDefault(args[0], List.of()));
                    case "isSecure" -> false;
                    default -> throw new UnsupportedOperationException(call.getName());
                });
    }
}
