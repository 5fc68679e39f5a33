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
 * How many sockets each user and each address has open, over both doors and on all nodes. A limit of 0 is none. While the nodes
 * cannot reach each other, each has limits of its own.
 */
@ApplicationScoped
public class SocketLimits {
    /** Nobody knows when a socket will be closed; a client shall ask again, but not at once. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** Whose sockets are counted. */
    private record Owner(String kind, Object who) {
        static Owner user(long id) {
            return new Owner("user", id);
        }

        static Owner address(String address) {
            return new Owner("address", address);
        }

        String key() {
            return "sockets:" + kind + ":" + who;
        }
    }

    private final ConcurrentHashMap<Owner, Integer> open = new ConcurrentHashMap<>();
    private final int perUser;
    private final int perAddress;
    private final SharedCount all;

    @Inject
    public SocketLimits(Settings settings, Bus bus, Node node, NodeRegistry nodes) {
        this(settings.socketsPerUser(), settings.socketsPerAddress(), new SharedCount(bus, node, nodes));
    }

    SocketLimits(int perUser, int perAddress, SharedCount all) {
        this.perUser = perUser;
        this.perAddress = perAddress;
        this.all = all;
    }

    /**
     * Makes sure that one more may be opened now.
     *
     * @throws ChatsException {@code rate_limited}
     */
    public void check(long userId, String address) {
        if (isFull(Owner.user(userId), perUser) || isFull(Owner.address(address), perAddress)) {
            throw ChatsException.rateLimited(RETRY_AFTER);
        }
    }

    /**
     * Counts a socket as open, until it is {@linkplain #close closed}.
     *
     * @throws ChatsException {@code rate_limited}; then it is not counted
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

    /** Tells the other nodes anew what is open here, for the case that it was forgotten. */
    public void report() {
        open.forEach((owner, count) -> all.tell(owner.key(), count));
    }

    private boolean isFull(Owner owner, int limit) {
        int here = open.getOrDefault(owner, 0);
        return limit > 0 && (here >= limit || !all.allows(owner.key(), here + 1, limit));
    }

    private boolean take(Owner owner, int limit) {
        if (limit == 0) {
            return true;
        }
        boolean[] taken = new boolean[1];
        int here = open.compute(owner, (key, count) -> {
            int before = count == null ? 0 : count;
            taken[0] = before < limit;
            return taken[0] ? before + 1 : before;
        });
        if (taken[0] && !all.raise(owner.key(), here, limit)) {
            giveBack(owner, limit);
            return false;
        }
        return taken[0];
    }

    private void giveBack(Owner owner, int limit) {
        if (limit > 0) {
            open.computeIfPresent(owner, (key, count) -> {
                all.tell(owner.key(), count - 1);
                return count == 1 ? null : count - 1;
            });
        }
    }
}
