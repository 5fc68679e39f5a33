package chats.users;

import chats.names.NameSkeleton;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds the users of an outside identity provider in the database. A user is created at the first request, once even if
 * several requests and nodes do it at the same time.
 */
@ApplicationScoped
class ExternalUserStore {
    private static final int MAX_COUNTED = 20;
    private static final String INSERT = "INSERT INTO users_model (nickname, nickname_looks, issuer, subject)"
            + " VALUES (?1, CAST(?2 AS bigint[]), ?3, ?4) ON CONFLICT DO NOTHING RETURNING id";

    @PersistenceContext(unitName = "chats")
    private EntityManager entities;

    private final Nicknames nicknames;

    @Inject
    ExternalUserStore(Nicknames nicknames) {
        this.nicknames = nicknames;
    }

    /**
     * The user of this identity, created if there is none.
     *
     * @param name the user's name at the provider. The nickname is made from it, with a number if this name or a
     *     similar one is taken
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    User findOrCreate(String issuer, String subject, Optional<String> name) {
        return find(issuer, subject).orElseGet(() -> create(issuer, subject, NicknameGenerator.of(name)));
    }

    private User create(String issuer, String subject, String base) {
        String nickname = base;
        boolean free = nicknames.claim(base);
        for (int tries = 2; ; tries++) {
            Optional<User> user = free ? insert(issuer, subject, nickname) : Optional.empty();
            if (user.isEmpty()) {
                user = find(issuer, subject);
            }
            if (user.isPresent()) {
                return user.get();
            }
            long number =
                    tries <= MAX_COUNTED ? tries : ThreadLocalRandom.current().nextInt(1_000, 1_000_000_000);
            nickname = NicknameGenerator.numbered(base, number);
            free = nicknames.tryClaim(nickname);
        }
    }

    /** Empty if another request has created the user, or taken the nickname, in the meantime. */
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
