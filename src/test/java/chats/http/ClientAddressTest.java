package chats.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
    private final ClientAddress behindProxies =
            new ClientAddress(Settings.from(Map.of("TRUSTED_PROXIES", "10.0.0.1, 10.0.0.2")::get));

    @Test
    void aStrangerCannotSayWhoHeIs() {
        assertEquals("203.0.113.9", behindProxies.of("203.0.113.9", "198.51.100.7"));
    }

    @Test
    void aTrustedProxySaysWhoTheClientIs() {
        assertEquals("198.51.100.7", behindProxies.of("10.0.0.1", "198.51.100.7"));
    }

    @Test
    void whatTheClientClaimedBeforeTheFirstTrustedProxyDoesNotCount() {
        assertEquals("198.51.100.7", behindProxies.of("10.0.0.1", "127.0.0.1, 198.51.100.7, 10.0.0.2"));
    }

    @Test
    void withoutTheHeaderTheProxyItselfIsTheClient() {
        assertEquals("10.0.0.1", behindProxies.of("10.0.0.1", ""));
        assertEquals("10.0.0.1", behindProxies.of("10.0.0.1", " , "));
    }
}
