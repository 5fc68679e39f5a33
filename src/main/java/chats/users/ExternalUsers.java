package chats.users;

import chats.names.NameSkeleton;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The users of an outside identity provider, by its issuer and their subject. Each is created on first sight, once however many
 * requests and nodes see them at the same time.
 */
@ApplicationScoped
public class ExternalUsers {
    /** Who somebody is to the provider. */
    private record Identity(String issuer, String subject) {}

    private static final int COUNTED_TRIES = 20;
    private static final String INSERT = "INSERT INTO users_model (nickname, nickname_looks, issuer, subject)"
            + " VALUES (?1, CAST(?2 AS bigint[]), ?3, ?4) ON CONFLICT DO NOTHING RETURNING id";

    private final Cache<Identity, User> known = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .executor(Runnable::run)
            .build();

    @PersistenceContext(unitName = "chats")
    private EntityManager entities;

    private final Nicknames nicknames;

    @Inject
    ExternalUsers(Nicknames nicknames) {
        this.nicknames = nicknames;
    }

    /** Who was seen lately, without asking the database. */
    public Optional<User> seen(String issuer, String subject) {
        return Optional.ofNullable(known.getIfPresent(new Identity(issuer, subject)));
    }

    /**
     * The user of this identity, created if there is none.
     *
     * @param name what the provider calls them; their nickname is made of it, with a number if it, or one like it, is taken
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public User findOrAdopt(String issuer, String subject, Optional<String> name) {
        User user = find(issuer, subject).orElseGet(() -> adopt(issuer, subject, NicknameGenerator.of(name)));
        known.put(new Identity(issuer, subject), user);
        return user;
    }

    private User adopt(String issuer, String subject, String wanted) {
        String nickname = wanted;
        boolean free = nicknames.claim(wanted);
        for (int tries = 2; ; tries++) {
            Optional<User> user = free ? insert(issuer, subject, nickname) : Optional.empty();
            if (user.isEmpty()) {
                user = find(issuer, subject);
            }
            if (user.isPresent()) {
                return user.get();
            }
            long number =
                    tries <= COUNTED_TRIES ? tries : ThreadLocalRandom.current().nextInt(1_000, 1_000_000_000);
            nickname = NicknameGenerator.numbered(wanted, number);
            free = nicknames.claimAtOnce(nickname);
        }
    }

    /** Nobody, if somebody else has made the user in the meantime. */
    private Optional<User> insert(String issuer, String subject, String nickname) {
        List<?> ids = entities.createNativeQuery(INSERT)
                .setParameter(1, nickname)
                .setParameter(2, Nicknames.array(NameSkeleton.of(nickname)))
                .setParameter(3, issuer)
                .setParameter(4, subject)
                .getResultList();
        return ids.stream().findFirst().map(id -> new User(((Number) id).longValue(), nickname));
    }

    private Optional<User> find(String issuer, String subject) {
        return entities.createQuery(
                        "SELECT u FROM UsersModel u WHERE u.issuer = :issuer AND u.subject = :subject",
                        UsersModel.class)
                .setParameter("issuer", issuer)
                .setParameter("subject", subject)
                .getResultStream()
                .findFirst()
                .map(UsersModel::toUser);
    }
}
