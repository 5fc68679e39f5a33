package chats.chat;

import chats.commands.RequestOrigin;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.http.Page;
import chats.http.Paging;
import chats.limits.Prices;
import chats.limits.RateLimits;
import chats.log.Pair;
import chats.message.ChatMembership;
import chats.users.UsersService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Creates, lists and shows chats. A list is read in a fixed number of statements, whatever its length. A new chat is
 * announced by a {@link ChatCreated} event, observed after the commit.
 */
@ApplicationScoped
public class ChatsService implements ChatMembership {
    /** A chat, and whether this request created it. */
    public record Created(Chat chat, boolean fresh) {}

    @PersistenceContext(unitName = "chats")
    private EntityManager entities;

    private final UsersService users;
    private final Memberships memberships;
    private final ChatViews views;
    private final RateLimits limits;
    private final Event<ChatCreated> created;
    private final Clock clock;

    @Inject
    public ChatsService(
            UsersService users,
            Memberships memberships,
            ChatViews views,
            RateLimits limits,
            Event<ChatCreated> created,
            Clock clock) {
        this.users = users;
        this.memberships = memberships;
        this.views = views;
        this.limits = limits;
        this.created = created;
        this.clock = clock;
    }

    /**
     * Creates a chat of these users and the caller. A repeated {@code clientChatId} returns the chat that it created
     * before.
     *
     * @throws ChatsException {@code rate_limited}; {@code user_not_found}; {@code conflict} if the repeated id comes
     *     with another name or other members
     */
    @Transactional
    public Created createChat(RequestOrigin origin, CreateChat request) {
        long creator = origin.user().id();
        Set<Long> members = new TreeSet<>(request.userIds());
        members.add(creator);
        int price = Prices.newChat(members.size());
        limits.spend(creator, price + Prices.ids(members.size()));
        boolean fresh = false;
        try {
            Created answer = findOrCreate(origin, request, members);
            fresh = answer.fresh();
            return answer;
        } finally {
            if (!fresh) {
                limits.giveBack(creator, price);
            }
        }
    }

    private Created findOrCreate(RequestOrigin origin, CreateChat request, Set<Long> members) {
        long creator = origin.user().id();
        if (request.clientChatId() != null) {
            lockClientChatId(creator, request.clientChatId());
            Optional<ChatsModel> before = findByClientChatId(creator, request.clientChatId());
            if (before.isPresent()) {
                return new Created(repeated(before.get(), request.name(), members), false);
            }
        }
        ChatsModel chat = new ChatsModel(
                request.name(),
                creator,
                request.clientChatId(),
                members,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        var people = users.require(members);
        entities.persist(chat);
        entities.flush();
        Chat view = chat.toChat(people);
        created.fire(new ChatCreated(view, origin));
        return new Created(view, true);
    }

    /** The caller's chats of a kind, the one with the latest activity first. */
    public Page<Chat> paginateChats(long userId, ChatKind kind, Paging paging) {
        Page<Chat> page = views.page(userId, kind, paging);
        limits.charge(userId, Prices.list(page.total()) + Prices.people(people(page.data())));
        return page;
    }

    /**
     * One chat, as the caller may see it.
     *
     * @throws ChatsException {@code chat_not_found} or {@code not_a_member}
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Chat findChat(long userId, long chatId) {
        requireMember(chatId, userId);
        Chat chat = views.one(chatId).orElseThrow(() -> new ChatsException(ErrorCode.CHAT_NOT_FOUND));
        limits.charge(userId, Prices.people(people(List.of(chat))));
        return chat;
    }

    /** Called for every message. Mostly the answer is cached. */
    @Override
    @Transactional(Transactional.TxType.SUPPORTS)
    public Pair requireMember(long chatId, long userId) {
        Optional<Pair> cached = memberships.cached(chatId, userId);
        return cached == null ? requireMember(List.of(chatId), userId).get(chatId) : cached.orElse(null);
    }

    /** What is not cached takes one query, and one more to refuse. */
    @Override
    @Transactional(Transactional.TxType.SUPPORTS)
    public Map<Long, Pair> requireMember(Collection<Long> chatIds, long userId) {
        Map<Long, Pair> direct = new HashMap<>(2);
        List<Long> others = memberships.others(chatIds, userId, direct);
        if (!others.isEmpty()) {
            checkIfChatExists(others);
            throw new ChatsException(
                    ErrorCode.NOT_A_MEMBER, "Only members may do this with chat " + others.get(0) + ".");
        }
        return direct;
    }

    /**
     * Makes sure that all these chats exist; membership is not checked.
     *
     * @throws ChatsException {@code chat_not_found}, with the first one that does not exist
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public void checkIfChatExists(Collection<Long> chatIds) {
        Set<Long> existing =
                Set.copyOf(entities.createQuery("SELECT c.id FROM ChatsModel c WHERE c.id IN :ids", Long.class)
                        .setParameter("ids", chatIds)
                        .getResultList());
        for (long chatId : chatIds) {
            if (!existing.contains(chatId)) {
                throw new ChatsException(ErrorCode.CHAT_NOT_FOUND, "There is no chat " + chatId + ".");
            }
        }
    }

    private static int people(List<Chat> chats) {
        return chats.stream().mapToInt(chat -> chat.users().size()).sum();
    }

    private Chat repeated(ChatsModel before, String name, Set<Long> members) {
        if (!before.sameAs(name, members)) {
            throw new ChatsException(ErrorCode.CONFLICT, "This clientChatId was used for another chat.");
        }
        return views.one(before.id()).orElseThrow();
    }

    private Optional<ChatsModel> findByClientChatId(long creator, String clientChatId) {
        return entities.createQuery(
                        "SELECT c FROM ChatsModel c WHERE c.creatorId = :creator AND c.clientChatId = :id",
                        ChatsModel.class)
                .setParameter("creator", creator)
                .setParameter("id", clientChatId)
                .getResultStream()
                .findFirst();
    }

    /** Makes two requests with the same id wait for each other, on any node. The lock ends with the transaction. */
    private void lockClientChatId(long creator, String clientChatId) {
        entities.createNativeQuery("SELECT pg_advisory_xact_lock(?, hashtext(?)) IS NULL")
                .setParameter(1, (int) creator)
                .setParameter(2, clientChatId)
                .getSingleResult();
    }
}
