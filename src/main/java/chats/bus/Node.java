package chats.bus;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * This process among the nodes.
 *
 * @param name what operators call it
 * @param id unique: no other node has it, nor had an earlier process of the same name
 */
public record Node(String name, String id) {
    private static final int RANDOM_BYTES = 5;

    /** @param name empty for a random one */
    static Node of(String name) {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String suffix = HexFormat.of().formatHex(random);
        return name.isEmpty() ? new Node(suffix, suffix) : new Node(name, name + "-" + suffix);
    }
}
