package chats.chat;

import chats.blocks.Blocks;
import chats.commands.RequestOrigin;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.http.Page;
import chats.http.Paging;
import chats.limits.Prices;
import chats.limits.RateLimits;
import chats.log.Membership;
import chats.log.Position;
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
    /** A chat as new members see it, and those who have been members ever since they were added. */
    public record ShownToAdded(Chat chat, List<Long> users) {}

    /** A chat, and whether this request created it. */
    public record Created(Chat chat, boolean fresh) {}

    @PersistenceContext(unitName = "chats")
    private EntityManager entities;

    private final UsersService users;
    private final Blocks blocks;
    private final Memberships memberships;
    private final ChatViews views;
    private final RateLimits limits;
    private final Event<ChatCreated> created;
    private final Clock clock;

    @Inject
    public ChatsService(
            UsersService users,
            Blocks blocks,
            Memberships memberships,
            ChatViews views,
            RateLimits limits,
            Event<ChatCreated> created,
            Clock clock) {
        this.users = users;
        this.blocks = blocks;
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
     * @throws ChatsException {@code rate_limited}; {@code user_not_found}; {@code forbidden} if one of them blocks the caller; {@code conflict} if the repeated id comes
     *     with another name, other members or another history than it was created with
     */
    @Transactional
    public Created createChat(RequestOrigin origin, CreateChat request) {
        long creator = origin.user().id();
        Set<Long> members = new TreeSet<>(request.userIds());
        members.add(creator);
        ChatHistory history = ChatHistory.of(request.history());
        int price = Prices.newChat(members.size());
        limits.spend(creator, price + Prices.ids(members.size()));
        boolean fresh = false;
        try {
            Created answer = findOrCreate(origin, request, members, history);
            fresh = answer.fresh();
            return answer;
        } finally {
            if (!fresh) {
                limits.giveBack(creator, price);
            }
        }
    }

    private Created findOrCreate(RequestOrigin origin, CreateChat request, Set<Long> members, ChatHistory history) {
        long creator = origin.user().id();
        if (request.clientChatId() != null) {
            lockClientChatId(creator, request.clientChatId());
            Optional<ChatsModel> before = findByClientChatId(creator, request.clientChatId());
            if (before.isPresent()) {
                return new Created(repeated(before.get(), request.name(), members, history), false);
            }
        }
        ChatsModel chat = new ChatsModel(
                request.name(),
                creator,
                request.clientChatId(),
                history,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        var people = users.require(members);
        ChatUpdates.requireRoom(members.size(), "userIds");
        blocks.requireMayAdd(creator, members);
        entities.persist(chat);
        entities.flush();
        members.forEach(user -> entities.persist(new MembersModel(chat.id(), user, user == creator, chat.createdAt())));
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
        Chat chat = showTo(userId, chatId);
        limits.charge(userId, Prices.people(people(List.of(chat))));
        return chat;
    }

    private Chat showTo(long userId, long chatId) {
        Chat read = views.one(chatId).orElseThrow(() -> new ChatsException(ErrorCode.CHAT_NOT_FOUND));
        Membership own = requireMemberNow(chatId, userId);
        return views.shownTo(userId, read, own);
    }

    /**
     * A chat as it is shown to all whom it was made with, without their asking.
     *
     * @throws ChatsException {@code chat_not_found}
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Chat showToFirst(long chatId) {
        Chat read = views.one(chatId).orElseThrow(() -> new ChatsException(ErrorCode.CHAT_NOT_FOUND));
        return views.shownToNew(read, Position.START, Position.START);
    }

    /**
     * A chat as those see it who were added by one change of it.
     *
     * @param rev that of the change
     * @throws ChatsException {@code chat_not_found}
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public ShownToAdded showToAdded(long chatId, long rev, List<Long> users) {
        Chat read = views.one(chatId).orElseThrow(() -> new ChatsException(ErrorCode.CHAT_NOT_FOUND));
        Map<Long, Position> added = memberships.addedBy(chatId, rev, users);
        Position joined = added.values().stream().findFirst().orElse(Position.START);
        boolean seesAll = read.history().equals(ChatHistory.ALL.code());
        return new ShownToAdded(
                views.shownToNew(read, joined, seesAll ? Position.START : joined), List.copyOf(added.keySet()));
    }

    /** Called for every message. Mostly the answer is cached. */
    @Override
    @Transactional(Transactional.TxType.SUPPORTS)
    public Membership requireMember(long chatId, long userId) {
        Membership cached = memberships.cached(chatId, userId);
        return cached == null ? requireMemberNow(chatId, userId) : cached;
    }

    @Override
    @Transactional(Transactional.TxType.SUPPORTS)
    public Membership requireMemberNow(long chatId, long userId) {
        return requireMemberNow(List.of(chatId), userId).get(chatId);
    }

    /** This node has learned that the user was removed: what it knew of the membership is too old. */
    public void forgetMembership(long chatId, long userId) {
        memberships.forget(chatId, userId);
    }

    /** The user's membership, asked of the database; empty if he is no member. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Membership> findMembership(long chatId, long userId) {
        return Optional.ofNullable(memberships.now(List.of(chatId), userId).get(chatId));
    }

    /**
     * Makes sure that the user is a member of all these chats, as far as this node knows. What is not cached takes one query, and one more
     * to refuse.
     *
     * @return the user's membership in each of these chats
     * @throws ChatsException {@code chat_not_found} or {@code not_a_member}
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Map<Long, Membership> requireMember(Collection<Long> chatIds, long userId) {
        return requireAll(chatIds, memberships.known(chatIds, userId));
    }

    /** The same, asked of the database. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Map<Long, Membership> requireMemberNow(Collection<Long> chatIds, long userId) {
        return chatIds.isEmpty() ? Map.of() : requireAll(chatIds, memberships.now(chatIds, userId));
    }

    private Map<Long, Membership> requireAll(Collection<Long> chatIds, Map<Long, Membership> found) {
        List<Long> others =
                chatIds.stream().filter(id -> !found.containsKey(id)).toList();
        if (!others.isEmpty()) {
            checkIfChatExists(others);
            throw new ChatsException(
                    ErrorCode.NOT_A_MEMBER, "Only members may do this with chat " + others.get(0) + ".");
        }
        return found;
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

    /** Members may have come and gone since, and the chat may have been renamed: what it was created with counts. */
    private Chat repeated(ChatsModel before, String name, Set<Long> members, ChatHistory history) {
        if (!before.hasHistory(history)
                || !before.hasName(name) && !memberships.wasChanged(before.id())
                || !memberships.first(before.id()).equals(members)) {
            throw new ChatsException(ErrorCode.CONFLICT, "This clientChatId was used for another chat.");
        }
        return showTo(before.creatorId(), before.id());
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
