package chats.limits;

import chats.bus.Bus;
import chats.bus.Node;
import chats.bus.NodeRegistry;
import chats.errors.ChatsException;
import chats.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Limits how many sockets each user and each address has open, over both transports and all nodes. A limit of 0 means
 * none. While the nodes cannot reach each other, each node counts alone.
 */
@ApplicationScoped
public class SocketLimits {
    /** It is unknown when a socket will be closed, so clients are told to retry after a short time. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** The user or address whose sockets are counted. */
    private record Owner(String kind, Object id) {
        static Owner user(long id) {
            return new Owner("user", id);
        }

        static Owner address(String address) {
            return new Owner("address", address);
        }

        String key() {
            return "sockets:" + kind + ":" + id;
        }
    }

    private final ConcurrentHashMap<Owner, Integer> open = new ConcurrentHashMap<>();
    private final int perUser;
    private final int perAddress;
    private final SharedCount shared;

    @Inject
    public SocketLimits(Settings settings, Bus bus, Node node, NodeRegistry nodes) {
        this(settings.socketsPerUser(), settings.socketsPerAddress(), new SharedCount(bus, node, nodes));
    }

    SocketLimits(int perUser, int perAddress, SharedCount shared) {
        this.perUser = perUser;
        this.perAddress = perAddress;
        this.shared = shared;
    }

    /**
     * Checks that one more socket may be opened now; does not count it.
     *
     * @throws ChatsException {@code rate_limited}
     */
    public void check(long userId, String address) {
        if (isFull(Owner.user(userId), perUser) || isFull(Owner.address(address), perAddress)) {
            throw ChatsException.rateLimited(RETRY_AFTER);
        }
    }

    /**
     * Counts a socket as open until it is {@linkplain #close closed}.
     *
     * @throws ChatsException {@code rate_limited}; the socket is then not counted
     */
    public void open(long userId, String address) {
        if (!take(Owner.user(userId), perUser)) {
            throw ChatsException.rateLimited(RETRY_AFTER);
        }
        if (!take(Owner.address(address), perAddress)) {
            giveBack(Owner.user(userId), perUser);
            throw ChatsException.rateLimited(RETRY_AFTER);
        }
    }

    public void close(long userId, String address) {
        giveBack(Owner.user(userId), perUser);
        giveBack(Owner.address(address), perAddress);
    }

    /** Writes this node's counts to Redis again, because Redis may have lost them. */
    public void report() {
        open.forEach((owner, count) -> shared.tell(owner.key(), count));
    }

    private boolean isFull(Owner owner, int limit) {
        int onThisNode = open.getOrDefault(owner, 0);
        return limit > 0 && (onThisNode >= limit || !shared.allows(owner.key(), onThisNode + 1, limit));
    }

    private boolean take(Owner owner, int limit) {
        if (limit == 0) {
            return true;
        }
        boolean[] taken = new boolean[1];
        int onThisNode = open.compute(owner, (key, count) -> {
            int before = count == null ? 0 : count;
            taken[0] = before < limit;
            return taken[0] ? before + 1 : before;
        });
        if (taken[0] && !shared.raise(owner.key(), onThisNode, limit)) {
            giveBack(owner, limit);
            return false;
        }
        return taken[0];
    }

    private void giveBack(Owner owner, int limit) {
        if (limit > 0) {
            open.computeIfPresent(owner, (key, count) -> {
                shared.tell(owner.key(), count - 1);
                return count == 1 ? null : count - 1;
            });
        }
    }
}
