package chats.bus;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * This very process among the nodes.
 *
 * @param name what operators call it
 * @param id like no other node's, nor that of an earlier process of the same name
 */
public record Node(String name, String id) {
    private static final int RANDOM_BYTES = 5;

    /** @param name empty for a random one */
    static Node of(String name) {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String mark = HexFormat.of().formatHex(random);
        return name.isEmpty() ? new Node(mark, mark) : new Node(name, name + "-" + mark);
    }
}
