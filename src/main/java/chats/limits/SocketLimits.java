package chats.limits;

import chats.errors.ChatsException;
import chats.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/** How many sockets each user and each address has open, over both doors. A limit of 0 is none. */
@ApplicationScoped
public class SocketLimits {
    /** Nobody knows when a socket will be closed; a client shall ask again, but not at once. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ConcurrentHashMap<Object, Integer> open = new ConcurrentHashMap<>();
    private final int perUser;
    private final int perAddress;

    @Inject
    public SocketLimits(Settings settings) {
        this(settings.socketsPerUser(), settings.socketsPerAddress());
    }

    SocketLimits(int perUser, int perAddress) {
        this.perUser = perUser;
        this.perAddress = perAddress;
    }

    protected SocketLimits() {
        this(0, 0);
    }

    /**
     * Makes sure that one more may be opened now.
     *
     * @throws ChatsException {@code rate_limited}
     */
    public void check(long userId, String address) {
        if (isFull(userId, perUser) || isFull(address, perAddress)) {
            throw ChatsException.rateLimited(RETRY_AFTER);
        }
    }

    /**
     * Counts a socket as open, until it is {@linkplain #close closed}.
     *
     * @throws ChatsException {@code rate_limited}; then it is not counted
     */
    public void open(long userId, String address) {
        if (!take(userId, perUser)) {
            throw ChatsException.rateLimited(RETRY_AFTER);
        }
        if (!take(address, perAddress)) {
            giveBack(userId, perUser);
            throw ChatsException.rateLimited(RETRY_AFTER);
        }
    }

    public void close(long userId, String address) {
        giveBack(userId, perUser);
        giveBack(address, perAddress);
    }

    private boolean isFull(Object who, int limit) {
        return limit > 0 && open.getOrDefault(who, 0) >= limit;
    }

    private boolean take(Object who, int limit) {
        boolean[] taken = {limit == 0};
        if (limit > 0) {
            open.compute(who, (key, count) -> {
                int before = count == null ? 0 : count;
                taken[0] = before < limit;
                return taken[0] ? Integer.valueOf(before + 1) : count;
            });
        }
        return taken[0];
    }

    private void giveBack(Object who, int limit) {
        if (limit > 0) {
            open.computeIfPresent(who, (key, count) -> count == 1 ? null : count - 1);
        }
    }
}
