package chats.net;

import java.util.Optional;

/** A network of IP addresses, such as {@code 10.0.0.0/8} or {@code fd00::/8}. A single address is a network too. */
public final class Network {
    private final byte[] first;
    private final int bits;

    private Network(byte[] first, int bits) {
        this.first = first;
        this.bits = bits;
    }

    /** Parses CIDR notation (RFC 4632) or a single address. Empty for anything else. */
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Address.bytes(text).map(bytes -> new Network(bytes, 8 * bytes.length));
        }
        String bits = text.substring(slash + 1);
        if (!bits.matches("\\d{1,3}")) {
            return Optional.empty();
        }
        return Address.bytes(text.substring(0, slash))
                .filter(bytes -> Integer.parseInt(bits) <= 8 * bytes.length)
                .map(bytes -> new Network(bytes, Integer.parseInt(bits)));
    }

    /** Whether the address is in this network; false if the text is not an address. */
    public boolean contains(String address) {
        return Address.bytes(address).filter(this::contains).isPresent();
    }

    private boolean contains(byte[] address) {
        if (address.length != first.length) {
            return false;
        }
        for (int i = 0; i < bits; i += 8) {
            int mask = bits - i >= 8 ? 0xFF : 0xFF << 8 - (bits - i) & 0xFF;
            if (((address[i / 8] ^ first[i / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
