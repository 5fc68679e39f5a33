package chats.limits;

import chats.bus.AtomicScript;
import chats.bus.Bus;
import chats.bus.Node;
import chats.bus.NodeRegistry;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Counts something over all nodes. Each node writes its own number into a hash in Redis; only the numbers of live nodes
 * count.
 */
final class SharedCount {
    private static final AtomicScript COUNT = new AtomicScript("""
            local mine, limit = tonumber(ARGV[2]), tonumber(ARGV[3])
            local alive, others = {}, 0
            for i = 5, #ARGV do alive[ARGV[i]] = true end
            local known = redis.call('HGETALL', KEYS[1])
            for i = 1, #known, 2 do
                if alive[known[i]] then others = others + tonumber(known[i + 1]) end
            end
            if limit > 0 and others + mine > limit then return {0} end
            if ARGV[4] == 'write' then
                if mine > 0 then redis.call('HSET', KEYS[1], ARGV[1], mine) else redis.call('HDEL', KEYS[1], ARGV[1]) end
                redis.call('EXPIRE', KEYS[1], 604800)
            end
            return {1}
            """);
    private static final int NO_LIMIT = 0;

    private final Bus bus;
    private final Node node;
    private final NodeRegistry nodes;

    SharedCount(Bus bus, Node node, NodeRegistry nodes) {
        this.bus = bus;
        this.node = node;
        this.nodes = nodes;
    }

    /** Whether this node may have so many; does not write. True if Redis cannot be reached. */
    boolean allows(String what, int mine, int limit) {
        return evaluate(what, mine, limit, "read");
    }

    /** Whether this node may have so many; if so, it writes the number. True if Redis cannot be reached. */
    boolean raise(String what, int mine, int limit) {
        return evaluate(what, mine, limit, "write");
    }

    /** Writes that this node has so many, without waiting. */
    void tell(String what, int mine) {
        bus.tell(COUNT, what, arguments(mine, NO_LIMIT, "write", Set.of()));
    }

    private boolean evaluate(String what, int mine, int limit, String how) {
        Optional<List<Long>> answer = bus.share(COUNT, what, arguments(mine, limit, how, nodes.alive()));
        return answer.isEmpty() || answer.get().get(0) == 1;
    }

    private Object[] arguments(int mine, int limit, String how, Set<String> alive) {
        Object[] arguments = new Object[4 + alive.size()];
        arguments[0] = node.id();
        arguments[1] = mine;
        arguments[2] = limit;
        arguments[3] = how;
        int next = 4;
        for (String other : alive) {
            arguments[next++] = other;
        }
        return arguments;
    }
}
