package chats.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IP address, compared as an address and not as text: {@code ::1} and {@code 0:0:0:0:0:0:0:1} are equal, and so are
 * {@code 10.0.0.1} and {@code ::ffff:10.0.0.1}.
 *
 * @param text the shortest form, for IPv6 that of RFC 5952
 * @param group what limits are counted for: an IPv4 address, or the /64 network of an IPv6 address, because one
 *     customer usually has a whole /64
 */
public record Address(String text, String group) {
    /** For a peer without an IP address, as in tests. */
    public static final Address UNKNOWN = new Address("unknown", "unknown");

    private static final int HEXTETS = 8;
    private static final int HEXTETS_OF_A_GROUP = 4;
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "\\." + OCTET + "\\." + OCTET + "\\." + OCTET);
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final Pattern PORT = Pattern.compile("(?:\\[([^\\]]*)\\]|([^:]*))(?::\\d{1,5})?");

    static Address of(byte[] bytes) {
        if (bytes.length == 4) {
            String text =
                    (bytes[0] & 0xFF) + "." + (bytes[1] & 0xFF) + "." + (bytes[2] & 0xFF) + "." + (bytes[3] & 0xFF);
            return new Address(text, text);
        }
        int[] hextets = new int[HEXTETS];
        for (int i = 0; i < HEXTETS; i++) {
            hextets[i] = (bytes[2 * i] & 0xFF) << 8 | bytes[2 * i + 1] & 0xFF;
        }
        int[] group = Arrays.copyOf(Arrays.copyOf(hextets, HEXTETS_OF_A_GROUP), HEXTETS);
        return new Address(shortest(hextets), shortest(group) + "/64");
    }

    /**
     * Parses an address, with or without a port, brackets and a zone. Empty for anything else, including host names.
     */
    public static Optional<Address> parse(String text) {
        return bytes(text).map(Address::of);
    }

    /** The 4 bytes of an IPv4 address, also if it is written as IPv6, or the 16 bytes of an IPv6 address. */
    static Optional<byte[]> bytes(String text) {
        String address = text.strip();
        Matcher withPort = PORT.matcher(address);
        if (withPort.matches()) {
            address = withPort.group(1) == null ? withPort.group(2) : withPort.group(1);
        }
        int zone = address.indexOf('%');
        address = zone < 0 ? address : address.substring(0, zone);
        boolean isIpv6 = address.indexOf(':') >= 0 && IPV6.matcher(address).matches();
        if (!isIpv6 && !IPV4.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            // never resolves a name: the patterns let only addresses pass, and brackets allow nothing else
            return Optional.of(InetAddress.getByName(isIpv6 ? "[" + address + "]" : address)
                    .getAddress());
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }

    private static String shortest(int[] hextets) {
        int from = 0;
        int longest = 1;
        for (int i = 0, zeros = 0; i < HEXTETS; i++) {
            zeros = hextets[i] == 0 ? zeros + 1 : 0;
            if (zeros > longest) {
                longest = zeros;
                from = i + 1 - zeros;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < HEXTETS; i++) {
            if (longest > 1 && i == from) {
                text.append("::");
                i += longest - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(hextets[i]));
            }
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return text;
    }
}
